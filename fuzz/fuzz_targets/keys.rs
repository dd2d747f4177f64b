//! Keys in any form: what is accepted is what libsecp256k1 accepts, and reads back as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::{PrivateKey, PublicKey};

fuzz_target!(|data: &[u8]| {
    let _ = (PrivateKey::from_der(data), PublicKey::from_der(data));
    if let Ok(bytes) = <[u8; 32]>::try_from(data) {
        let ours = PrivateKey::from_bytes(data).map(|key| key.public_key().to_hex()).ok();
        let theirs = secp256k1::SecretKey::from_secret_bytes(bytes);
        let theirs = theirs.map(|key| hex::encode(secp256k1::PublicKey::from_secret_key(&key).serialize())).ok();
        assert_eq!(ours, theirs);
    }
    let ours = PublicKey::from_sec1(data).map(|key| key.to_hex()).ok();
    // libsecp256k1 also reads the hybrid form (06, 07), which nobody sends.
    if !matches!(data.first(), Some(6 | 7)) {
        let theirs = secp256k1::PublicKey::from_slice(data).map(|key| hex::encode(key.serialize())).ok();
        assert_eq!(ours, theirs);
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(key) = PrivateKey::parse(text) {
        let secret = key.expose_hex();
        assert_eq!(PrivateKey::from_hex(&secret).unwrap().public_key(), key.public_key());
        assert!(!format!("{key:?}").contains(secret.as_str()));
    }
    if let Ok(key) = PublicKey::parse(text) {
        for text in [key.to_hex(), key.to_uncompressed_hex()] {
            assert_eq!(PublicKey::from_hex(&text).unwrap(), key);
        }
    }
});
