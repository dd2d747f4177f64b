//! Markets, way codes and the gateway's codes.

use tarspay_core::catalog;

use crate::generated::{BizType, OrderState};

/// A country in which the gateway works.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Market {
    /// Two-letter country code, upper case.
    pub country: String,
    /// The country's name in English.
    pub name: String,
    /// The currency as the gateway writes it (Brazil's is `BRA`); absent where no page shows it.
    pub currency: Option<String>,
    /// How customers pay.
    pub deposit: WayCodes,
    /// How customers are paid.
    pub withdraw: WayCodes,
}

/// The way codes of one direction of one market.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WayCodes {
    /// Whether the page that lists the codes was preserved whole. If not, an unlisted code may be right.
    pub complete: bool,
    /// How many decimals an amount may have.
    pub decimals: i32,
    /// The codes, in the order of the page.
    pub way_codes: Vec<WayCode>,
    /// Codes that stand only on an older page.
    pub older_way_codes: Vec<WayCode>,
    /// The printed limits.
    pub limits: Vec<Limit>,
}

/// A way to pay or to be paid.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WayCode {
    /// What the member `wayCode` holds, in exactly this case.
    pub code: String,
    /// A name for people.
    pub name: String,
}

/// The printed limits of a way code or a family of them, in whole units of the currency. A merchant's own limits may differ.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Limit {
    /// The way code, or the part before the first underscore of a family.
    pub codes: String,
    /// The smallest amount.
    pub min: Option<i64>,
    /// The largest amount.
    pub max: Option<i64>,
}

impl From<catalog::Market> for Market {
    fn from(market: catalog::Market) -> Self {
        Self {
            country: market.country().to_owned(),
            name: market.name().to_owned(),
            currency: market.currency().map(str::to_owned),
            deposit: market.deposit().into(),
            withdraw: market.withdraw().into(),
        }
    }
}

impl From<&catalog::WayCodes> for WayCodes {
    fn from(codes: &catalog::WayCodes) -> Self {
        Self {
            complete: codes.complete(),
            decimals: codes.decimals().into(),
            way_codes: codes.way_codes().iter().map(WayCode::from).collect(),
            older_way_codes: codes.older().iter().map(WayCode::from).collect(),
            limits: codes.limits().iter().map(Limit::from).collect(),
        }
    }
}

impl From<&catalog::WayCode> for WayCode {
    fn from(code: &catalog::WayCode) -> Self {
        Self { code: code.code().to_owned(), name: code.name().to_owned() }
    }
}

impl From<&catalog::Limit> for Limit {
    fn from(limit: &catalog::Limit) -> Self {
        let signed = |amount: u64| i64::try_from(amount).unwrap_or(i64::MAX);
        Self { codes: limit.codes().to_owned(), min: limit.min().map(signed), max: limit.max().map(signed) }
    }
}

/// Every market, in the order of the gateway's pages.
#[uniffi::export]
pub fn markets() -> Vec<Market> {
    catalog::Market::all().map(Market::from).collect()
}

/// The market of a two-letter country code, in either case: `ID`.
#[uniffi::export]
pub fn market_of(country: String) -> Option<Market> {
    catalog::Market::by_country(&country).map(Market::from)
}

/// What the gateway's page says of an answer's code; two texts where it prints the code twice, none where it does not print it.
#[uniffi::export]
pub fn gateway_code_texts(code: i64) -> Vec<String> {
    catalog::GatewayCode(code).texts().iter().map(|&text| text.to_owned()).collect()
}

/// The order state with this number; absent for numbers that are not listed.
#[uniffi::export]
pub fn order_state_of(number: i64) -> Option<OrderState> {
    OrderState::of(number)
}

/// The business type with this number; absent for numbers that are not listed.
#[uniffi::export]
pub fn biz_type_of(number: i64) -> Option<BizType> {
    BizType::of(number)
}
