//! Every validation rule, with an order that keeps it and one that breaks it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use tarspay_core::catalog::Market;
use tarspay_core::json::{Limits, MemberOrder, Object, parse_object};
use tarspay_core::model::{Model, RequestOptions, data, has_errors, request, validate};
use tarspay_core::{Endpoint, ErrorCode, Nonce, PrivateKey, Signer};

const VECTORS: &str = include_str!("../../tests/vectors/validate.json");

fn options(input: &Value) -> RequestOptions<'_> {
    let market = input["market"].as_str().map(|country| Market::by_country(country).unwrap());
    let flag = |name: &str| input[name].as_bool().unwrap_or(false);
    RequestOptions {
        market,
        strict: flag("strict"),
        allow_test_hosts: flag("allow_test_hosts"),
        path: input["path"].as_str(),
    }
}

#[test]
fn every_rule_has_a_vector_and_every_vector_holds() {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    let mut codes = BTreeSet::new();
    for case in file["cases"].as_array().unwrap() {
        let input = &case["input"];
        let body = parse_object(input["body"].as_str().unwrap().as_bytes(), &Limits::DEFAULT).unwrap();
        let endpoint = Endpoint::from_name(input["endpoint"].as_str().unwrap()).unwrap();
        let problems = validate(endpoint, &body, &options(input));
        codes.extend(problems.iter().map(|problem| problem.code.as_str()));
        let found: Vec<Value> = problems
            .iter()
            .map(|problem| {
                serde_json::json!({
                    "severity": problem.severity,
                    "member": problem.member,
                    "code": problem.code,
                    "gateway_code": problem.gateway_code,
                })
            })
            .collect();
        assert_eq!(Value::Array(found), case["expect"]["problems"], "{}", case["name"]);
    }
    let of_validation: BTreeSet<&str> = ErrorCode::ALL
        .iter()
        .map(|code| code.as_str())
        .skip_while(|code| *code != ErrorCode::MemberMissing.as_str())
        .chain(["member_null"])
        .collect();
    assert_eq!(codes, of_validation, "every code of validation has a vector");
}

#[test]
fn signing_an_endpoint_validates_first() {
    let key = PrivateKey::from_hex("00000000000000000000000000000000000000000000000000000000000000ff").unwrap();
    let (signer, nonce) = (Signer::new(key), Nonce::from_millis(1_700_000_000_000).unwrap());
    let order = request::CreateDeposit::default()
        .mch_no("M1")
        .mch_order_no("A1")
        .way_code("UPI")
        .amount("100")
        .currency("INR")
        .notify_url("https://shop.com/n");
    let request = signer.sign_model(&order, &nonce, &RequestOptions::default()).unwrap();
    assert_eq!(request.path, "/api/pay/unifiedOrder");
    assert!(
        request
            .string_to_sign
            .ends_with("|amount=100&currency=INR&mchNo=M1&mchOrderNo=A1&notifyUrl=https://shop.com/n&wayCode=UPI")
    );

    let refused =
        signer.sign_model(&order.clone().amount("1e2").way_code("X"), &nonce, &RequestOptions::default()).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::OrderInvalid);
    assert_eq!(refused.problems().len(), 2);
    assert!(refused.to_string().contains("amount"), "{refused}");

    // A warning alone does not stop it, unless asked to.
    let unlisted = order.way_code("X");
    assert!(signer.sign_model(&unlisted, &nonce, &RequestOptions::default()).is_ok());
    let strict = RequestOptions { strict: true, ..RequestOptions::default() };
    assert_eq!(signer.sign_model(&unlisted, &nonce, &strict).unwrap_err().code(), ErrorCode::OrderInvalid);

    // Endpoints without a published path need the caller's.
    let history = request::QueryHistory::default().mch_no("M1").page_number(1).page_size(50);
    assert_eq!(
        signer.sign_model(&history, &nonce, &RequestOptions::default()).unwrap_err().code(),
        ErrorCode::PathInvalid
    );
    let with_path = RequestOptions { path: Some("/api/history"), ..RequestOptions::default() };
    assert_eq!(signer.sign_model(&history, &nonce, &with_path).unwrap().path, "/api/history");
}

#[test]
fn a_problem_says_what_is_wrong_in_particular() {
    let message = |endpoint: Endpoint, body: &str| {
        let body = parse_object(body.as_bytes(), &Limits::DEFAULT).unwrap();
        let problems = validate(endpoint, &body, &RequestOptions::default()).into_iter();
        problems.map(|problem| format!("{} {}", problem.member, problem.message)).collect::<Vec<_>>().join("\n")
    };
    let deposit =
        |way_code: &str| message(Endpoint::CreateDeposit, &format!(r#"{{"currency":"IDR","wayCode":"{way_code}"}}"#));
    assert!(deposit("EWALLET_GOPAY").contains("wayCode it stands only on an older page of Indonesia"));
    assert!(deposit("bank_bni").contains("wayCode it is written BANK_BNI"));
    assert!(deposit("BANK_XYZ").contains("wayCode it is not in the printed list of Indonesia"));
    assert!(!deposit("BANK_BNI").contains("wayCode"));
    let history = |start: &str| message(Endpoint::QueryHistory, &format!(r#"{{"startTime":{start}}}"#));
    assert!(history("-1").contains("startTime it is before 1970"));
    assert!(
        history("1700000000000").contains("startTime it is Unix time in seconds, and this looks like milliseconds")
    );
    assert!(!history("0").contains("startTime") && !history("1700000000").contains("startTime"));
}

#[test]
fn endpoints_are_found_by_any_spelling() {
    for &endpoint in Endpoint::ALL {
        let name = endpoint.as_str();
        assert_eq!(Endpoint::from_name(name), Some(endpoint));
        assert_eq!(Endpoint::from_name(&name.replace('_', "-")), Some(endpoint));
        for country in endpoint.spec().countries {
            assert!(Market::by_country(country).is_some());
        }
    }
    assert_eq!(Endpoint::from_name("createDeposit"), Some(Endpoint::CreateDeposit));
    assert_eq!(Endpoint::from_name("pay"), None);
}

#[test]
fn debug_of_models_names_members_without_values() {
    let order = request::CreateDeposit::default().customer_name("Ada Lovelace").amount("100");
    assert_eq!(format!("{order:?}"), "CreateDeposit(amount, customerName)");
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["0", "1e5", "-1", "100.00", "https://a.b", "BANK_BCA", "QR", "IDR", ""])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let known: Vec<String> = Endpoint::ALL
        .iter()
        .flat_map(|endpoint| endpoint.spec().request.members.iter().chain(endpoint.spec().data.members))
        .map(|member| member.wire.to_owned())
        .collect();
    prop_oneof![4 => prop::sample::select(known), 1 => "\\PC{0,6}"]
}

fn object() -> impl Strategy<Value = Value> {
    prop::collection::btree_map(name(), json(), 0..12).prop_map(|members| Value::Object(members.into_iter().collect()))
}

/// Through the model and back: nothing is lost, and a second time changes nothing.
fn settles<M: Model + PartialEq + std::fmt::Debug>(read: &Object<'_>) {
    let model = M::from_object(read);
    let written = model.to_object();
    assert_eq!(written.len(), read.len());
    assert_eq!(M::from_object(&written), model);
}

proptest! {
    #[test]
    fn validation_never_panics_and_errors_block_signing(body in object(), index in 0..Endpoint::ALL.len(), market in 0..30_usize) {
        let text = body.to_string();
        let parsed = parse_object(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let options = RequestOptions { market: Market::all().nth(market), path: Some("/api/x"), ..RequestOptions::default() };
        let problems = validate(Endpoint::ALL[index], &parsed, &options);
        let key = PrivateKey::from_hex(&"01".repeat(32)).unwrap();
        let signed = Signer::new(key).sign_endpoint(Endpoint::ALL[index], &Nonce::from_millis(1_700_000_000_000).unwrap(), &parsed, &options);
        prop_assert!(!has_errors(&problems) || signed.is_err());
    }

    #[test]
    fn parse_write_parse_is_the_identity(body in object()) {
        let text = body.to_string();
        let parsed = parse_object(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let written = parsed.to_json(MemberOrder::AsReceived);
        prop_assert_eq!(&parse_object(written.as_bytes(), &Limits::DEFAULT).unwrap(), &parsed);
        settles::<request::CreateDeposit>(&parsed);
        settles::<request::QueryHistory>(&parsed);
        settles::<data::DepositData>(&parsed);
        settles::<data::HistoryData>(&parsed);
        settles::<data::BalanceData>(&parsed);
    }
}

#[test]
fn many_unknown_members_are_read_and_written_in_no_time() {
    let members: Vec<String> = (0..70_000).map(|number| format!("\"k{number}\":{number}")).collect();
    let body = format!("{{{}}}", members.join(","));
    let start = std::time::Instant::now();
    let read = request::CreateDeposit::from_json(body.as_bytes()).unwrap();
    assert_eq!(read.to_object().to_json(MemberOrder::AsReceived), body);
    let data = Endpoint::QueryBalance.normalize_data(&read.other);
    assert_eq!(data.len(), 70_000);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn a_misspelt_member_never_takes_the_place_of_the_right_one() {
    for body in [r#"{"machNo":"A","mchNo":"B"}"#, r#"{"mchNo":"B","machNo":"A"}"#] {
        let read = data::BalanceData::from_json(body.as_bytes()).unwrap();
        assert_eq!(read.mch_no.as_deref(), Some("B"));
        let written = read.to_object();
        assert_eq!(written.to_json(MemberOrder::Sorted), r#"{"machNo":"A","mchNo":"B"}"#);
        assert_eq!(Endpoint::QueryBalance.normalize_data(&written), written);
    }
}
