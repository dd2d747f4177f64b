//! Requests: what is signed verifies, here and by libsecp256k1; the string to sign is what a plain reading of the rule gives.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::{Nonce, ReceivedRequest, Signer, Verifier};
use tarspay_fuzz::{key, params, pieces, verifies};

fuzz_target!(|data: &[u8]| {
    let Some([method, path, nonce, body]) = pieces(data) else { return };
    let _ = Nonce::parse(nonce);
    let nonce = Nonce::from_millis(1_702_279_880_267).expect("a nonce");
    let signer = Signer::new(key());
    let Ok(signed) = signer.sign_json(method, path, &nonce, body.as_bytes()) else { return };
    let public_key = signer.public_key().to_hex();
    let signature = &signed.headers[2].1;
    assert!(verifies(&public_key, signature, signed.string_to_sign.as_bytes()));
    let params = params(&signed.body).expect("a signed body is JSON");
    assert_eq!(
        signed.string_to_sign,
        format!("{}|{}|{nonce}|{params}", signed.method, signed.path, nonce = nonce.as_str())
    );

    let received = ReceivedRequest {
        method: &signed.method,
        path: &signed.path,
        nonce: nonce.as_str(),
        api_key: &public_key,
        signature,
        body: signed.body.as_bytes(),
    };
    let verified = Verifier::new([signer.public_key().clone()]).expect("a key").verify_request(&received);
    assert_eq!(verified.expect("what was signed verifies").string_to_sign, signed.string_to_sign);
});
