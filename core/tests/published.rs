//! What the gateway itself published verifies, and nothing that differs from it in one character does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use tarspay_core::crypto::double_sha256;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::CallbackForm;
use tarspay_core::sign_string::string_to_sign;
use tarspay_core::{ErrorCode, Nonce, PublicKey, ReceivedRequest, Signature, Verifier};

fn published(kind: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("../../tests/vectors/published.json")).unwrap();
    file["vectors"].as_array().unwrap().iter().find(|vector| vector["kind"] == kind).unwrap().clone()
}

fn text<'v>(vector: &'v Value, name: &str) -> &'v str {
    vector[name].as_str().unwrap()
}

fn verify_request(vector: &Value, body: &str, nonce: &str, signature: &str) -> Result<String, ErrorCode> {
    let key = text(vector, "public_key");
    let verifier = Verifier::new([PublicKey::from_hex(key).unwrap()]).unwrap();
    let request = ReceivedRequest {
        method: text(vector, "method"),
        path: text(vector, "path"),
        nonce,
        api_key: key,
        signature,
        body: body.as_bytes(),
    };
    verifier.verify_request(&request).map(|verified| verified.string_to_sign).map_err(|error| error.code())
}

/// `text` with each character replaced, one at a time.
fn single_changes(text: &str) -> impl Iterator<Item = String> + '_ {
    text.char_indices().flat_map(move |(at, old)| {
        let (before, rest) = text.split_at(at);
        let after = rest.split_at(old.len_utf8()).1;
        ['0', '1', 'a', 'Z', ' ']
            .into_iter()
            .filter(move |new| *new != old)
            .map(move |new| format!("{before}{new}{after}"))
            .chain([format!("{before}{after}"), format!("{before}{old}{old}{after}")])
    })
}

#[test]
fn the_request_verifies_and_its_string_to_sign_is_rebuilt() {
    let vector = published("request");
    let body = vector["body"].to_string();
    let verified = verify_request(&vector, &body, text(&vector, "nonce"), text(&vector, "signature"));
    assert_eq!(verified.as_deref(), Ok(text(&vector, "signed_text")));
    assert!(Signature::from_hex(text(&vector, "signature")).unwrap().is_high_s());
}

#[test]
fn the_callback_verifies_in_every_form() {
    let vector = published("callback");
    let verifier = Verifier::gateway().unwrap();
    let signature = text(&vector, "signature");
    let forms = [
        (text(&vector, "signed_text").to_owned(), CallbackForm::AsReceived),
        (serde_json::to_string_pretty(&vector["body"]).unwrap(), CallbackForm::Compact),
        (reversed(&vector["body"]), CallbackForm::CompactSorted),
    ];
    for (body, form) in forms {
        let callback = verifier.verify_callback(body.as_bytes(), signature).unwrap();
        assert_eq!(callback.matched_form, form);
        assert_eq!(callback.matched_key.to_hex(), text(&vector, "public_key"));
        assert_eq!((callback.biz_type.0, callback.state.0), (2, 3));
        assert_eq!(callback.fail_reason.as_deref(), Some("payment failed"));
        assert_eq!(callback.replay_key(), "M1696154848|P1734517376779485186|3");
        assert_eq!(callback.members.len(), 10);
    }
}

fn reversed(body: &Value) -> String {
    let members: Vec<String> =
        body.as_object().unwrap().iter().rev().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn no_single_character_of_the_callback_can_change() {
    let vector = published("callback");
    let verifier = Verifier::gateway().unwrap();
    let (body, signature) = (text(&vector, "signed_text"), text(&vector, "signature"));
    let mut tried = 0;
    for changed in single_changes(body) {
        // A space between members changes no member, and the compact form drops it again.
        let same_members = parse_object(changed.as_bytes(), &Limits::DEFAULT)
            .is_ok_and(|object| object == parse_object(body.as_bytes(), &Limits::DEFAULT).unwrap());
        assert_eq!(verifier.verify_callback(changed.as_bytes(), signature).is_ok(), same_members, "{changed}");
        tried += 1;
    }
    assert!(tried > 1_400, "{tried}");
    for changed in single_changes(signature) {
        assert!(verifier.verify_callback(body.as_bytes(), &changed).is_err(), "{changed}");
    }
}

#[test]
fn no_single_character_of_the_request_can_change() {
    let vector = published("request");
    let body = vector["body"].to_string();
    let (nonce, signature) = (text(&vector, "nonce"), text(&vector, "signature"));
    let object = parse_object(body.as_bytes(), &Limits::DEFAULT).unwrap();
    for (name, value) in object.iter() {
        for changed in single_changes(value.as_str().unwrap()) {
            let mut members = object.clone();
            members.insert(name, changed);
            let changed = members.to_json(tarspay_core::json::MemberOrder::AsReceived);
            assert_eq!(
                verify_request(&vector, &changed, nonce, signature),
                Err(ErrorCode::SignatureMismatch),
                "{changed}"
            );
        }
        let without = object.iter().filter(|(other, _)| *other != name).map(|(name, value)| (name, value.clone()));
        let without: tarspay_core::json::Object<'_> = without.collect();
        let without = without.to_json(tarspay_core::json::MemberOrder::AsReceived);
        assert_eq!(
            verify_request(&vector, &without, nonce, signature),
            Err(ErrorCode::SignatureMismatch),
            "{name} left out"
        );
    }
    for changed in single_changes(signature) {
        assert!(verify_request(&vector, &body, nonce, &changed).is_err(), "{changed}");
    }
    for changed in single_changes(nonce) {
        assert!(verify_request(&vector, &body, &changed, signature).is_err(), "{changed}");
    }
}

#[test]
fn one_hash_is_not_enough() {
    let vector = published("callback");
    let (signed, signature) = (text(&vector, "signed_text"), Signature::from_hex(text(&vector, "signature")).unwrap());
    let key = PublicKey::from_hex(text(&vector, "public_key")).unwrap();
    let once = <[u8; 32]>::from(<sha2::Sha256 as sha2::Digest>::digest(signed));
    assert!(tarspay_core::crypto::hazmat::verify_prehash(&key, &double_sha256(signed.as_bytes()), &signature));
    assert!(!tarspay_core::crypto::hazmat::verify_prehash(&key, &once, &signature));
}

#[test]
fn the_access_guides_worked_example_has_the_printed_members() {
    let body = parse_object(br#"{"price":"100","amount":"100"}"#, &Limits::DEFAULT).unwrap();
    let nonce = Nonce::parse("1537498830736").unwrap();
    assert_eq!(
        string_to_sign("POST", "/api/v1/test", &nonce, &body).unwrap(),
        "POST|/api/v1/test|1537498830736|amount=100&price=100"
    );
}
