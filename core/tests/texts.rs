//! Texts that programs and people read.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

use tarspay_core::explain::{RequestToExplain, Verdict, explain_request};
use tarspay_core::json::Limits;
use tarspay_core::testing::{CallbackFault, TestGateway, sample_callback};
use tarspay_core::{Nonce, PrivateKey, UnsignedRequest};

#[test]
fn verdicts() {
    let texts = [Verdict::Valid, Verdict::Mismatch, Verdict::Unreadable].map(Verdict::as_str);
    assert_eq!(texts, ["valid", "mismatch", "unreadable"]);
}

#[test]
fn a_request_that_waits_for_its_signature_says_which_it_is() {
    let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
    let request = UnsignedRequest::from_json("POST", "/p", &nonce, b"{}", &Limits::DEFAULT).unwrap();
    assert_eq!(format!("{request:?}"), "UnsignedRequest(POST /p, nonce 1702279880267)");
}

#[test]
fn a_callback_without_a_signature() {
    let gateway = TestGateway::new().unwrap();
    let callback = gateway.callback(&sample_callback(), CallbackFault::NoSignature).unwrap();
    assert_eq!(callback.signature, "");
    let refused = gateway.verifier().unwrap().verify_callback(callback.body.as_bytes(), &callback.signature);
    assert_eq!(refused.unwrap_err().code().as_str(), "signature_missing");
}

#[test]
fn without_a_right_text_no_key_is_recovered() {
    let callback = TestGateway::new().unwrap().callback(&sample_callback(), CallbackFault::None).unwrap();
    let api_key = PrivateKey::from_bytes(&[7; 32]).unwrap().public_key().to_hex();
    let request = RequestToExplain {
        method: "POST",
        path: "/p",
        nonce: "1702279880267",
        body: b"[]",
        api_key: Some(&api_key),
        signature: Some(&callback.signature),
        ..RequestToExplain::default()
    };
    let shown = explain_request(&request).to_string();
    assert!(shown.contains("there is no right text to recover a key from"), "{shown}");
    assert!(!shown.contains("no point of the curve"), "{shown}");
}
