//! Explanations of anything at all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::explain::{CallbackToExplain, RequestToExplain, explain_callback, explain_request};
use tarspay_fuzz::pieces;

fuzz_target!(|data: &[u8]| {
    let Some([method, path, nonce, api_key, signature, body]) = pieces(data) else { return };
    let body = body.as_bytes();
    let request = RequestToExplain {
        method,
        path,
        nonce,
        body,
        api_key: Some(api_key),
        private_key: None,
        signature: Some(signature),
        other_keys: &[],
        other_nonces: &[],
    };
    assert!(!format!("{:?}", explain_request(&request)).is_empty());
    let callback = CallbackToExplain {
        body,
        signature: Some(signature),
        keys: &[api_key],
        private_key: None,
        other_keys: &[],
        path: Some(path),
        nonce: Some(nonce),
    };
    assert!(!format!("{:?}", explain_callback(&callback)).is_empty());
});
