//! Explanations of anything at all: a verdict is what plain verification says, and where it has nothing to find fault with, the other way
//! round too. A digit for a signature stands for one that is made afresh, and then the private key is given too, which is never shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::explain::{
    CallbackToExplain, Explanation, RequestToExplain, Verdict, explain_callback, explain_request,
};
use tarspay_core::{Nonce, PublicKey, ReceivedRequest, Signer, Verifier};
use tarspay_fuzz::{forms, key, pieces, sign};

fn signed_request(method: &str, path: &str, nonce: &str, body: &str) -> Option<String> {
    let signed = Signer::new(key()).sign_json(method, path, &Nonce::parse(nonce).ok()?, body.as_bytes()).ok()?;
    Some(signed.headers[2].1.clone())
}

/// The key in hex and in base64, without what is padding.
fn secrets() -> [String; 2] {
    [key().expose_hex().to_string(), "Hx8f".repeat(10) + "Hx8"]
}

/// In each form in which an explanation is shown.
fn check_shown(said: &Explanation, with_private_key: bool) {
    let (text, json) = (said.to_text(), serde_json::to_string(said).expect("JSON"));
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
    let [hex, base64] = secrets();
    for shown in [text, json, format!("{said:?}")] {
        let found = shown.to_ascii_lowercase().contains(&hex) || shown.contains(&base64);
        assert!(!(found && with_private_key), "the private key is shown");
    }
}

fuzz_target!(|data: &[u8]| {
    let Some([method, path, nonce, api_key, given, body]) = pieces(data) else { return };
    let form = given.parse::<usize>().ok();
    let own_key = key().public_key().to_hex();
    let api_key = if form.is_some() { &own_key } else { api_key };
    let verifier = PublicKey::from_hex(api_key).and_then(|key| Verifier::new([key]));
    let private_key = form.map(|_| key());
    let private_key = private_key.as_ref();
    let other_keys = [PublicKey::from_hex(PublicKey::GATEWAY_HEX).expect("a key")];

    let fresh = form.and_then(|_| signed_request(method, path, nonce, body));
    let signature = fresh.as_deref().unwrap_or(given);
    let said = explain_request(&RequestToExplain {
        method,
        path,
        nonce,
        body: body.as_bytes(),
        api_key: Some(api_key),
        private_key,
        signature: Some(signature),
        other_keys: &other_keys,
        other_nonces: &[],
    });
    check_shown(&said, private_key.is_some());
    // A private key that was found in what is shown leaves nothing else.
    let hidden = |said: &Explanation| said.faults.iter().any(|fault| fault.code.as_str() == "key_kind_swapped");
    if let Ok(verifier) = &verifier
        && !hidden(&said)
    {
        let received = ReceivedRequest { method, path, nonce, api_key, signature, body: body.as_bytes() };
        let verified = verifier.verify_request(&received);
        let valid = said.verdict == Some(Verdict::Valid);
        assert!(valid || verified.is_err(), "verified, and {:?}", said.verdict);
        assert!(!valid || !said.faults.is_empty() || verified.is_ok(), "valid, and {:?}", verified.err());
    }

    let fresh = form.map(|form| {
        let forms = forms(body);
        sign(forms.get(form).unwrap_or(&forms[0])).to_hex()
    });
    let signature = fresh.as_deref().unwrap_or(given);
    let said = explain_callback(&CallbackToExplain {
        body: body.as_bytes(),
        signature: Some(signature),
        keys: &[api_key],
        private_key,
        other_keys: &other_keys,
        path: Some(path),
        nonce: Some(nonce),
    });
    check_shown(&said, private_key.is_some());
    if let Ok(verifier) = &verifier
        && !hidden(&said)
    {
        let valid = said.verdict == Some(Verdict::Valid);
        match verifier.verify_callback(body.as_bytes(), signature) {
            Ok(callback) => {
                assert!(valid && said.matched_form == Some(callback.matched_form), "verified, and {:?}", said.verdict)
            }
            Err(error) => assert!(!valid || !said.faults.is_empty(), "valid, and {error}"),
        }
    }
});
