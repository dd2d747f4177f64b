//! The catalogue holds what the gateway's pages list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use tarspay_core::catalog::{BizType, GatewayCode, Market, OrderState};

/// Country, currency, deposit way codes, older ones, withdraw way codes.
const COUNTS: [(&str, Option<&str>, usize, usize, usize); 14] = [
    ("ID", Some("IDR"), 16, 3, 195),
    ("IN", Some("INR"), 2, 0, 1),
    ("TH", None, 0, 0, 0),
    ("PH", Some("PHP"), 2, 0, 38),
    ("MY", Some("MYR"), 1, 0, 27),
    ("VN", Some("VND"), 4, 24, 0),
    ("EG", Some("EGP"), 1, 0, 0),
    ("BD", Some("BDT"), 3, 0, 2),
    ("KE", Some("KES"), 2, 0, 1),
    ("PK", Some("PKR"), 2, 0, 41),
    ("BR", Some("BRA"), 2, 0, 1),
    ("MX", Some("MXN"), 3, 0, 0),
    ("KR", Some("KRW"), 1, 0, 0),
    ("TR", None, 0, 0, 0),
];

#[test]
fn every_market_has_the_printed_number_of_codes() {
    let found: Vec<_> = Market::all()
        .map(|market| {
            let (deposit, withdraw) = (market.deposit(), market.withdraw());
            assert!(withdraw.older().is_empty());
            (
                market.country(),
                market.currency(),
                deposit.way_codes().len(),
                deposit.older().len(),
                withdraw.way_codes().len(),
            )
        })
        .collect();
    assert_eq!(found, COUNTS);
}

#[test]
fn codes_limits_and_decimals_are_found() {
    let market = |country| Market::by_country(country).unwrap();
    assert_eq!(market("id").name(), "Indonesia");
    assert_eq!(market("TR").name(), "Türkiye");
    assert_eq!(Market::by_country("XX"), None);

    assert_eq!(market("ID"), market("id"));
    assert_ne!(market("ID"), market("IN"));
    assert_eq!(format!("{:?}", market("ID")), "Market(ID)");
    assert_eq!(market("ID").deposit().limit_for("BANK_BCA").unwrap().codes(), "BANK");

    let indonesia = market("ID").withdraw();
    assert_eq!(indonesia.way_code("BANK_BCA").unwrap().code(), "BANK_BCA");
    assert_eq!(indonesia.way_code("BANK_PAN_INDONESIA_/PANIN").unwrap().name(), "BANK PAN INDONESIA /PANIN");
    assert!(indonesia.way_code("BANK_YUDHA_BAKTI_(BANK_NEO_COMMERCE)").is_some());
    assert!(indonesia.way_code("bank_bca").is_none());
    assert!(market("PK").withdraw().way_code("ABHI FINANCE SERVICES LIMITED").is_some());

    let limits = |country, code| market(country).deposit().limit_for(code).map(|limit| (limit.min(), limit.max()));
    assert_eq!(limits("ID", "BANK_BCA"), Some((Some(10_000), Some(50_000_000))));
    assert_eq!(limits("ID", "EWALLET_OVO"), Some((Some(10_000), None)));
    assert_eq!(limits("ID", "QRIS"), None);
    assert_eq!(limits("BD", "EWALLET_BKASH_OFFICIAL"), Some((Some(50), Some(75_000))));

    let without_decimals: Vec<_> = Market::all()
        .flat_map(|market| {
            [(market.country(), "deposit", market.deposit()), (market.country(), "withdraw", market.withdraw())]
        })
        .filter(|(_, _, codes)| codes.decimals() == 0)
        .map(|(country, direction, _)| (country, direction))
        .collect();
    assert_eq!(
        without_decimals,
        [
            ("ID", "deposit"),
            ("ID", "withdraw"),
            ("BD", "deposit"),
            ("BD", "withdraw"),
            ("KE", "withdraw"),
            ("PK", "deposit"),
            ("PK", "withdraw")
        ]
    );
}

#[test]
fn states_and_codes_keep_numbers_that_nobody_listed() {
    let finals: Vec<i64> = OrderState::ALL.iter().filter(|state| state.is_final()).map(|state| state.0).collect();
    assert_eq!(finals, [2, 3, 5, 6, 8, 9]);
    assert_eq!(OrderState::ALL.len(), 10);
    assert!(OrderState::SUCCESS.is_success() && !OrderState::PARTIAL.is_success());
    assert!(OrderState::REJECTED.is_failure() && !OrderState::REFUND.is_failure());
    let unlisted = OrderState(77);
    assert_eq!((unlisted.name(), unlisted.is_final(), unlisted.is_success()), (None, false, false));
    assert_eq!(unlisted.to_string(), "77 (unlisted)");
    assert_eq!(BizType(2).name(), Some("withdraw"));
    assert_eq!(BizType(9).name(), None);

    assert_eq!(GatewayCode::all().len(), 26);
    assert_eq!(GatewayCode(5_003_008).texts(), ["Signature error"]);
    assert_eq!(GatewayCode(5_003_010).texts(), ["Order status error", "Failed to create pay out order"]);
    assert_eq!(GatewayCode(5_003_005).texts().len(), 2);
    assert_eq!(GatewayCode(-1).texts(), ["System error"]);
    assert!(GatewayCode(1).texts().is_empty());
    assert!(GatewayCode(0).is_success());
}

#[test]
fn a_market_is_written_for_other_languages() {
    let json = serde_json::to_value(Market::by_country("KR").unwrap()).unwrap();
    assert_eq!(
        json["deposit"],
        serde_json::json!({
            "complete": true,
            "decimals": 2,
            "wayCodes": [{"code": "va", "name": json["deposit"]["wayCodes"][0]["name"]}],
            "olderWayCodes": [],
            "limits": [{"codes": "va", "min": 10_000, "max": 9_000_000}],
        })
    );
    assert_eq!(serde_json::to_string(&OrderState::PARTIAL).unwrap(), "9");
}

#[test]
fn the_tables_say_what_the_data_files_say() {
    let file: serde_json::Value = serde_json::from_str(include_str!("../data/catalog.json")).unwrap();
    assert_eq!(serde_json::to_value(Market::all().collect::<Vec<_>>()).unwrap(), file["markets"]);

    let file: serde_json::Value = serde_json::from_str(include_str!("../data/gateway_codes.json")).unwrap();
    let codes: Vec<_> =
        GatewayCode::all().map(|code| serde_json::json!({"code": code, "texts": code.texts()})).collect();
    assert_eq!(serde_json::Value::Array(codes), file["codes"]);
}

#[test]
fn numbers_become_kinds_states_and_codes() {
    let names = [BizType::DEPOSIT, BizType::WITHDRAW, BizType::USDT_WITHDRAWAL, BizType::WITHDRAWAL].map(BizType::name);
    assert_eq!(names, [Some("deposit"), Some("withdraw"), Some("usdt_withdrawal"), Some("withdrawal")]);
    assert_eq!(BizType::from(4), BizType::WITHDRAWAL);
    assert_eq!(BizType::from(99).name(), None);
    assert_eq!(OrderState::from(2), OrderState::SUCCESS);
    assert_eq!(GatewayCode::from(5_003_008), GatewayCode::SIGNATURE_ERROR);
}

#[cfg(feature = "docs")]
#[test]
fn models_and_endpoints_are_documented() {
    for &endpoint in tarspay_core::Endpoint::ALL {
        assert!(endpoint.spec().doc.len() > 10, "{endpoint}");
    }
}
