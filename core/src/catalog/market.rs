//! Markets and their way codes.

use core::fmt;

use serde::ser::{Serialize, Serializer};

use super::generated::MARKETS;

/// A country in which the gateway works.
#[derive(Clone, Copy)]
pub struct Market(&'static MarketFacts);

/// What the data file says of a market.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MarketFacts {
    pub(super) country: &'static str,
    pub(super) name: &'static str,
    pub(super) currency: Option<&'static str>,
    pub(super) deposit: WayCodes,
    pub(super) withdraw: WayCodes,
}

impl Market {
    /// Every market, in the order of the gateway's pages.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        MARKETS.iter().map(Self)
    }

    /// The market of a two-letter country code, in either case: `ID`.
    pub fn by_country(country: &str) -> Option<Self> {
        Self::all().find(|market| market.country().eq_ignore_ascii_case(country))
    }

    /// Two-letter country code, upper case.
    pub const fn country(self) -> &'static str {
        self.0.country
    }

    /// The country's name in English.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The currency as the gateway writes it (Brazil's is `BRA`); `None` where no page shows it.
    pub const fn currency(self) -> Option<&'static str> {
        self.0.currency
    }

    /// How customers pay.
    pub const fn deposit(self) -> &'static WayCodes {
        &self.0.deposit
    }

    /// How customers are paid.
    pub const fn withdraw(self) -> &'static WayCodes {
        &self.0.withdraw
    }
}

impl PartialEq for Market {
    fn eq(&self, other: &Self) -> bool {
        self.country() == other.country()
    }
}

impl Eq for Market {}

impl fmt::Debug for Market {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Market({})", self.country())
    }
}

impl Serialize for Market {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The way codes of one direction of one market.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WayCodes {
    pub(super) complete: bool,
    pub(super) decimals: u8,
    pub(super) way_codes: &'static [WayCode],
    pub(super) older_way_codes: &'static [WayCode],
    pub(super) limits: &'static [Limit],
}

impl WayCodes {
    /// Whether the page that lists the codes was preserved whole. If not, an unlisted code may be right.
    pub const fn complete(&self) -> bool {
        self.complete
    }

    /// How many decimals an amount may have.
    pub const fn decimals(&self) -> u8 {
        self.decimals
    }

    /// The codes, in the order of the page.
    pub const fn way_codes(&self) -> &'static [WayCode] {
        self.way_codes
    }

    /// Codes that stand only on an older page.
    pub const fn older(&self) -> &'static [WayCode] {
        self.older_way_codes
    }

    /// The printed limits.
    pub const fn limits(&self) -> &'static [Limit] {
        self.limits
    }

    /// The way code that is written exactly so.
    pub fn way_code(&self, code: &str) -> Option<&'static WayCode> {
        self.way_codes.iter().find(|way_code| way_code.code == code)
    }

    /// The printed limit of a way code: its own, or that of its family, which is the part before the first underscore.
    pub fn limit_for(&self, code: &str) -> Option<&'static Limit> {
        let of = |codes: &str| self.limits.iter().find(|limit| limit.codes == codes);
        of(code).or_else(|| of(code.split('_').next()?))
    }
}

/// A way to pay or to be paid.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct WayCode {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
}

impl WayCode {
    /// What the member `wayCode` holds, in exactly this case.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// A name for people.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// The printed limits of a way code or a family of them, in whole units of the currency. A merchant's own limits may differ.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Limit {
    pub(super) codes: &'static str,
    pub(super) min: Option<u64>,
    pub(super) max: Option<u64>,
}

impl Limit {
    /// The way code, or the part before the first underscore of a family.
    pub const fn codes(&self) -> &'static str {
        self.codes
    }

    /// The smallest amount.
    pub const fn min(&self) -> Option<u64> {
        self.min
    }

    /// The largest amount.
    pub const fn max(&self) -> Option<u64> {
        self.max
    }
}
