//! What is read from JSON, and asked for by its type.
#![allow(clippy::unwrap_used)]

use tarspay_core::json::{Limits, MemberOrder, Number, Object, Value, parse_object};
use tarspay_core::model::request::{CreateDeposit, QueryHistory};
use tarspay_core::model::{Model, parse_response};

#[test]
fn a_value_is_given_as_its_own_type_alone() {
    let object = parse_object(br#"{"s":"x","n":1.50,"o":{},"l":[1],"t":true,"f":false}"#, &Limits::DEFAULT).unwrap();
    let get = |name: &str| object.get(name).unwrap();
    assert_eq!(get("n").as_number(), Number::parse("1.50").as_ref());
    assert_eq!(get("n").as_number().map(Number::as_str), Some("1.50"));
    assert_eq!(get("o").as_object(), Some(&Object::new()));
    assert_eq!((get("t"), get("f")), (&Value::Bool(true), &Value::Bool(false)));
    for name in ["s", "o", "l", "t"] {
        assert!(get(name).as_number().is_none(), "{name}");
    }
    for name in ["s", "n", "l", "f"] {
        assert!(get(name).as_object().is_none(), "{name}");
    }
    assert!(get("o").as_object().unwrap().is_empty() && !object.is_empty());
    assert!(Number::parse("x1").is_none() && Number::parse("1 ").is_none() && Number::parse("-1").is_some());
}

#[test]
fn lists_of_models_are_read_and_written_again() {
    let body = br#"{"code":0,"data":{"records":[{"amount":"1.00"},{"amount":"2.00"}]}}"#;
    let data = parse_response::<QueryHistory>(body).unwrap().data.unwrap();
    let amounts: Vec<_> = data.records.iter().flatten().map(|record| record.amount.clone().unwrap()).collect();
    assert_eq!(amounts, ["1.00", "2.00"]);
    assert_eq!(data.other.len(), 0);
    let text = data.to_object().to_json(MemberOrder::AsReceived);
    assert_eq!(text, r#"{"records":[{"amount":"1.00"},{"amount":"2.00"}]}"#);
}

#[test]
fn lists_by_name_are_read_and_written_again() {
    let body = br#"{"code":0,"data":{"payWays":{"BANK":[{"wayCode":"BANK_BCA"}],"QRIS":[]}}}"#;
    let data = parse_response::<CreateDeposit>(body).unwrap().data.unwrap();
    let pay_ways = data.pay_ways.clone().unwrap();
    assert_eq!(
        pay_ways.iter().map(|(name, list)| (name.as_str(), list.len())).collect::<Vec<_>>(),
        [("BANK", 1), ("QRIS", 0)]
    );
    assert_eq!(
        data.to_object().to_json(MemberOrder::AsReceived),
        r#"{"payWays":{"BANK":[{"wayCode":"BANK_BCA"}],"QRIS":[]}}"#
    );
}

#[test]
fn only_what_was_a_body_once_is_said_to_be_lost_on_the_way() {
    let code = |body: &str| parse_object(body.as_bytes(), &Limits::DEFAULT).unwrap_err().code().as_str();
    let lost = [
        "[object Object]",
        "{'mchNo': 'M1'}",
        "{mch_No1=M1, state=2}",
        r#""{\"mchNo\":\"M1\"}""#,
        "mch_No1=M1&state=2",
        " mchNo=M1\n",
    ];
    for body in lost {
        assert_eq!(code(body), "body_not_raw", "{body}");
    }
    let merely_wrong = [
        r#""{\"mchNo\":"#,
        r#"{"mchNo":"M1"}}""#,
        "{=M1}",
        "=M1",
        "{mch No=M1}",
        "mch-No=M1",
        r#"{"notifyUrl":"https://shop.example/?a=b"#,
    ];
    for body in merely_wrong {
        assert_eq!(code(body), "json_syntax", "{body}");
    }
}

#[test]
fn an_error_of_syntax_says_where_and_whether_it_was_cut_off() {
    let shown = |body: &str| parse_object(body.as_bytes(), &Limits::DEFAULT).unwrap_err().to_string();
    assert!(shown("{\"a\":\n1").contains("it ends in the middle at line 2 column 1"), "{}", shown("{\"a\":\n1"));
    assert!(shown("{\"a\":\n}").contains("unexpected character at line 2 column 1"), "{}", shown("{\"a\":\n}"));
}

#[test]
fn a_string_of_one_character_is_written_so_that_it_is_read_again() {
    for byte in 0..0x80_u8 {
        let text = char::from(byte).to_string();
        let mut object = Object::new();
        object.insert("a", Value::from(text.clone()));
        let json = object.to_json(MemberOrder::AsReceived);
        assert!(json.bytes().all(|byte| (0x20..0x80).contains(&byte)), "{byte:#x}: {json}");
        let read = serde_json::from_str::<serde_json::Value>(&json).unwrap();
        assert_eq!(read["a"].as_str(), Some(text.as_str()));
    }
}
