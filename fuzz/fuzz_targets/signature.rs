//! DER signatures: what is accepted is what libsecp256k1's strict parser accepts, with numbers in range, and is written back as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::Signature;

fuzz_target!(|data: &[u8]| {
    let ours = Signature::from_der(data).ok();
    let theirs = secp256k1::ecdsa::Signature::from_der(data).ok();
    match (&ours, &theirs) {
        (Some(ours), Some(theirs)) => assert_eq!(ours.to_raw(), theirs.serialize_compact()),
        (Some(_), None) => panic!("accepted here alone"),
        // libsecp256k1 sets a number out of range to zero and lets the verification fail.
        (None, Some(theirs)) => {
            let compact = theirs.serialize_compact();
            let (r, s) = compact.split_at(32);
            let strict = theirs.serialize_der().as_ref() == data;
            assert!(!strict || r == [0; 32] || s == [0; 32], "refused here alone");
        }
        (None, None) => {}
    }
    if let Some(signature) = ours {
        assert_eq!(signature.to_hex(), hex::encode(data));
        assert!(!signature.normalized().is_high_s());
        assert_eq!(Signature::from_raw(&signature.to_raw()).unwrap(), signature);
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = Signature::from_hex(text);
    }
});
