//! Requests: what is signed verifies, here and by libsecp256k1; the string to sign is what a plain reading of the rule gives. A signature
//! that libsecp256k1 makes of the digest is taken, and one under another nonce, path, method or key is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::json::Limits;
use tarspay_core::{Nonce, PublicKey, ReceivedRequest, Signature, Signer, UnsignedRequest, Verifier};
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
    let verifier = Verifier::new([signer.public_key().clone()]).expect("a key");
    let verified = verifier.verify_request(&received).expect("what was signed verifies");
    assert_eq!(verified.string_to_sign, signed.string_to_sign);
    let (other_path, other_method) = (format!("{}x", signed.path), format!("{}X", signed.method));
    for (wrong, code) in [
        (ReceivedRequest { nonce: "1702279880268", ..received }, "signature_mismatch"),
        (ReceivedRequest { path: &other_path, ..received }, "signature_mismatch"),
        (ReceivedRequest { method: &other_method, ..received }, "signature_mismatch"),
        (ReceivedRequest { api_key: PublicKey::GATEWAY_HEX, ..received }, "key_not_trusted"),
    ] {
        assert_eq!(verifier.verify_request(&wrong).expect_err("another request").code().as_str(), code);
    }

    let unsigned = UnsignedRequest::from_json(method, path, &nonce, body.as_bytes(), &Limits::DEFAULT);
    let unsigned = unsigned.expect("what was signed can be");
    let secret = secp256k1::SecretKey::from_secret_bytes([0x1f; 32]).expect("in range");
    let theirs = secp256k1::ecdsa::sign(secp256k1::Message::from_digest(unsigned.signing_digest()), &secret);
    let theirs = Signature::from_der(&theirs.serialize_der()).expect("DER");
    // Both sign as RFC 6979 has it.
    assert_eq!(unsigned.attach_signature(signer.public_key(), &theirs).expect("a signature"), signed);
});
