//! Every example of the gateway's pages goes into its model and comes out with the same members.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use tarspay_core::Endpoint;
use tarspay_core::model::{CallbackMembers, Model, Request, data, parse_endpoint_response, parse_response, request};

const EXAMPLES: &str = include_str!("../../tests/vectors/gateway_examples.json");

/// Goes through the typed model and reads what comes out with another JSON library's types.
fn through<M: Model + serde::Serialize>(body: &str) -> (Value, bool) {
    let model = M::from_json(body.as_bytes()).unwrap();
    let other_is_empty = model.to_object().iter().all(|(name, _)| M::SPEC.member(name).is_some());
    (serde_json::to_value(&model).unwrap(), other_is_empty)
}

fn response_through<R: Request>(body: &str) -> usize
where
    R::Data: std::fmt::Debug,
{
    let response = parse_response::<R>(body.as_bytes()).unwrap();
    assert!(response.is_success() && response.other.is_empty());
    response.data.map_or(0, |data| data.to_object().len())
}

fn request_through(endpoint: Endpoint, body: &str) -> (Value, bool) {
    match endpoint {
        Endpoint::CreateDeposit => through::<request::CreateDeposit>(body),
        Endpoint::CreateWithdraw => through::<request::CreateWithdraw>(body),
        Endpoint::QueryDeposit => through::<request::QueryDeposit>(body),
        Endpoint::QueryWithdraw => through::<request::QueryWithdraw>(body),
        Endpoint::QueryBalance => through::<request::QueryBalance>(body),
        Endpoint::QueryUtr => through::<request::QueryUtr>(body),
        Endpoint::QueryHistory => through::<request::QueryHistory>(body),
        other => panic!("no page shows a request of {other}"),
    }
}

fn response_members(endpoint: Endpoint, body: &str) -> usize {
    match endpoint {
        Endpoint::CreateDeposit => response_through::<request::CreateDeposit>(body),
        Endpoint::CreateWithdraw => response_through::<request::CreateWithdraw>(body),
        Endpoint::QueryDeposit => response_through::<request::QueryDeposit>(body),
        Endpoint::QueryWithdraw => response_through::<request::QueryWithdraw>(body),
        Endpoint::QueryBalance => response_through::<request::QueryBalance>(body),
        Endpoint::QueryUtr => response_through::<request::QueryUtr>(body),
        Endpoint::QueryHistory => response_through::<request::QueryHistory>(body),
        other => panic!("no page shows a response of {other}"),
    }
}

#[test]
fn every_example_goes_through_its_model_unchanged() {
    let file: Value = serde_json::from_str(EXAMPLES).unwrap();
    let examples = file["examples"].as_array().unwrap();
    assert_eq!(examples.len(), 19);
    for example in examples {
        let text = |name: &str| example[name].as_str().unwrap();
        let (name, body) = (text("name"), text("body"));
        let printed: Value = serde_json::from_str(body).unwrap();
        match text("part") {
            "callback" => assert_eq!(through::<CallbackMembers>(body), (printed, true), "{name}"),
            "request" => {
                let endpoint = Endpoint::from_name(text("endpoint")).unwrap();
                assert_eq!(request_through(endpoint, body), (printed, true), "{name}");
            }
            "response" => {
                let endpoint = Endpoint::from_name(text("endpoint")).unwrap();
                let response = parse_endpoint_response(endpoint, body.as_bytes()).unwrap();
                assert_eq!(serde_json::to_value(&response).unwrap(), printed, "{name}");
                assert_eq!(response_members(endpoint, body), printed["data"].as_object().unwrap().len(), "{name}");
            }
            other => panic!("{name}: unknown part {other}"),
        }
    }
}

#[test]
fn answers_of_every_shape_are_read() {
    let read = |body: &str| parse_response::<request::QueryDeposit>(body.as_bytes());
    for body in
        [r#"{"code":5003008,"msg":"Signature error"}"#, r#"{"code":"5003008","msg":"Signature error","data":null}"#]
    {
        let response = read(body).unwrap();
        assert_eq!((response.code.0, response.is_success(), response.data), (5_003_008, false, None));
    }
    assert_eq!(read(r#"{"code":-1,"msg":"","data":{}}"#).unwrap().data, Some(data::OrderData::default()));
    for state in [r#""2""#, "2"] {
        let data = read(&format!(r#"{{"code":0,"data":{{"state":{state},"new":[1.50]}}}}"#)).unwrap().data.unwrap();
        assert!(data.state.unwrap().is_success());
        assert_eq!(data.other.len(), 1);
        assert!(data.to_object().to_json(tarspay_core::json::MemberOrder::Sorted).contains("1.50"));
    }
    let balance = parse_response::<request::QueryBalance>(br#"{"code":0,"data":{"machNo":"M1","availableAmount":7}}"#)
        .unwrap()
        .data
        .unwrap();
    assert_eq!((balance.mch_no.as_deref(), balance.available_amount.as_deref()), (Some("M1"), Some("7")));
    assert_eq!(read("<html>").unwrap_err().code().as_str(), "json_syntax");
    assert_eq!(read(r#"{"error":"x"}"#).unwrap_err().code().as_str(), "member_missing");
}
