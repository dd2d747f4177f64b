//! Validation, models and responses: any object gets problems or none; what is read is written, and reads back as itself.
#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tarspay_core::Endpoint;
use tarspay_core::json::{Limits, MemberOrder, Object, parse_object};
use tarspay_core::model::request::{
    CreateDeposit, CreateWithdraw, QueryBalance, QueryDeposit, QueryHistory, QueryOrderByTrx, QueryTrx, QueryUtr,
    QueryWithdraw, QueryWithdrawProof, ReplenishUtr, SupplementTrx,
};
use tarspay_core::model::{
    CallbackMembers, Model, Request, RequestOptions, has_errors, parse_endpoint_response, parse_response, validate,
};

fn reads_back<M: Model + PartialEq + Debug + Serialize + DeserializeOwned>(model: &M) {
    let object = model.to_object();
    assert!(M::from_object(&object) == *model, "{model:?}");
    let text = object.to_json(MemberOrder::AsReceived);
    assert_eq!(serde_json::to_string(model).expect("JSON"), text);
    assert!(serde_json::from_str::<M>(&text).expect("a model") == *model, "{model:?}");
}

fn request<R>(body: Option<&Object<'_>>, data: &[u8])
where
    R: Request + PartialEq + Debug + Serialize + DeserializeOwned,
    R::Data: PartialEq + Debug + Serialize + DeserializeOwned,
{
    if let Some(body) = body {
        reads_back(&R::from_object(body));
        reads_back(&R::Data::from_object(body));
    }
    let response = parse_response::<R>(data);
    let same = parse_endpoint_response(R::ENDPOINT, data);
    assert_eq!(response.as_ref().err(), same.as_ref().err());
    if let (Ok(response), Ok(same)) = (response, same) {
        assert_eq!((response.code, &response.msg, &response.sign), (same.code, &same.msg, &same.sign));
        let written = serde_json::to_string(&same).expect("JSON");
        assert!(parse_endpoint_response(R::ENDPOINT, written.as_bytes()).as_ref() == Ok(&same), "{same:?}");
        response.data.iter().for_each(reads_back);
    }
}

fuzz_target!(|data: &[u8]| {
    let body = parse_object(data, &Limits::DEFAULT).ok();
    let body = body.as_ref();
    if let Some(body) = body {
        reads_back(&CallbackMembers::from_object(body));
        for &endpoint in Endpoint::ALL {
            let problems = validate(endpoint, body, &RequestOptions::default());
            assert_eq!(validate(endpoint, body, &RequestOptions::default()), problems);
            let _ = has_errors(&problems);
            let normal = endpoint.normalize_data(body);
            assert!(endpoint.normalize_data(&normal) == normal, "{endpoint}");
        }
    }
    request::<CreateDeposit>(body, data);
    request::<CreateWithdraw>(body, data);
    request::<QueryBalance>(body, data);
    request::<QueryDeposit>(body, data);
    request::<QueryHistory>(body, data);
    request::<QueryOrderByTrx>(body, data);
    request::<QueryTrx>(body, data);
    request::<QueryUtr>(body, data);
    request::<QueryWithdraw>(body, data);
    request::<QueryWithdrawProof>(body, data);
    request::<ReplenishUtr>(body, data);
    request::<SupplementTrx>(body, data);
});
