//! Callbacks: what is accepted carries a signature that libsecp256k1 accepts over one of the three forms, made by another JSON library; what
//! is refused as a mismatch carries it over none. The body is signed afresh in each form, and then a bit of the signature may be turned.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::crypto::hazmat::sign_prehash;
use tarspay_core::{Signature, Verifier};
use tarspay_fuzz::{compact, digest, key, pieces, verifies};

fuzz_target!(|data: &[u8]| {
    let Some([how, signature, body]) = pieces(data) else { return };
    let public_key = key().public_key();
    let verifier = Verifier::new([public_key.clone()]).expect("a key");
    let mut forms = vec![body.to_owned()];
    forms.extend([false, true].into_iter().filter_map(|sorted| compact(body, sorted)));
    let how = how.as_bytes();
    let signature = match how.first().copied().unwrap_or_default() % 4 {
        0 => signature.to_owned(),
        form => {
            let text = forms.get(usize::from(form) - 1).unwrap_or(&forms[0]);
            let mut raw = sign_prehash(&key(), &digest(text.as_bytes())).expect("signs").to_raw();
            if let Some(&bit) = how.get(1) {
                raw[usize::from(bit) % 64] ^= 1 << (bit >> 6);
            }
            let Ok(signature) = Signature::from_raw(&raw) else { return };
            signature.to_hex()
        }
    };
    let genuine = forms.iter().any(|form| verifies(&public_key.to_hex(), &signature, form.as_bytes()));
    match verifier.verify_callback(body.as_bytes(), &signature) {
        Ok(_) => assert!(genuine, "accepted, and genuine in no form"),
        Err(error) if error.code().as_str() == "signature_mismatch" => assert!(!genuine, "genuine, and a mismatch"),
        Err(_) => {}
    }
});
