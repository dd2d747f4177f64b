//! Callbacks: what is accepted carries a signature that libsecp256k1 accepts over one of the three forms, made by another JSON library; what
//! is refused carries it over none, or is refused for what it says. The body is signed afresh in each form, and then a bit of the signature
//! may be turned. Verifiers with tables of the key say the same, of one callback and of several at once.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use tarspay_core::crypto::KeyTables;
use tarspay_core::{PublicKey, Signature, Verifier};
use tarspay_fuzz::{forms, key, pieces, sign, verifies};

const GENUINE: &str = r#"{"bizType":1,"currency":"INR","fee":"1","mchNo":"M1","mchOrderNo":"1","orderAmount":"9","payAmount":"9","payOrderId":"P1","state":2}"#;

/// Used again and again, so that they make their tables; another key is asked first.
static PREPARED: LazyLock<[Verifier; 2]> = LazyLock::new(|| {
    let other = PublicKey::from_hex(PublicKey::GATEWAY_HEX).expect("a key");
    let verifier = || Verifier::new([other.clone(), key().public_key()]).expect("keys");
    [KeyTables::Small, KeyTables::Large].map(|tables| verifier().with_tables(tables))
});

static GENUINE_SIGNATURE: LazyLock<String> = LazyLock::new(|| sign(GENUINE).to_hex());

/// Why a body may be refused that is JSON to another reader and whose signature is genuine; any other reason would cost money.
fn may_refuse(code: &str) -> bool {
    matches!(code, "json_duplicate_member" | "json_too_deep" | "member_missing" | "member_type")
}

fuzz_target!(|data: &[u8]| {
    let Some([how, signature, body]) = pieces(data) else { return };
    let public_key = key().public_key();
    let forms = forms(body);
    let how = how.as_bytes();
    let signature = match how.first().copied().unwrap_or_default() % 4 {
        0 => signature.to_owned(),
        form => {
            let mut raw = sign(forms.get(usize::from(form) - 1).unwrap_or(&forms[0])).to_raw();
            if let Some(&bit) = how.get(1) {
                raw[usize::from(bit) % 64] ^= 1 << (bit >> 6);
            }
            let Ok(signature) = Signature::from_raw(&raw) else { return };
            signature.to_hex()
        }
    };
    let genuine = forms.iter().any(|form| verifies(&public_key.to_hex(), &signature, form.as_bytes()));
    // All values are read here; of a member that stands twice, the forms keep one.
    let is_object = serde_json::from_str::<Map<String, Value>>(body).is_ok();
    let plain = Verifier::new([public_key]).expect("a key").with_tables(KeyTables::None);
    let said = plain.verify_callback(body.as_bytes(), &signature);
    match &said {
        Ok(callback) => {
            assert!(genuine, "accepted, and genuine in no form");
            assert_eq!(callback.replay_key().matches('|').count(), 2);
        }
        Err(error) if error.code().as_str() == "signature_mismatch" => assert!(!genuine, "genuine, and a mismatch"),
        Err(error) if genuine && is_object => assert!(may_refuse(error.code().as_str()), "genuine, and {error}"),
        Err(_) => {}
    }

    let forged = plain.verify_callback(body.as_bytes(), &GENUINE_SIGNATURE);
    assert!(forged.is_err() || forms.iter().any(|form| form == GENUINE), "forged, and accepted");
    let neighbour = (GENUINE.as_bytes(), GENUINE_SIGNATURE.as_str());
    for verifier in &*PREPARED {
        assert_eq!(verifier.verify_callback(body.as_bytes(), &signature), said, "by a table");
        let many = verifier.verify_callbacks([
            neighbour,
            (body.as_bytes(), &signature),
            (body.as_bytes(), neighbour.1),
            neighbour,
        ]);
        assert!(matches!(&many[..], [Ok(_), one, two, Ok(_)] if *one == said && *two == forged), "together");
    }
});
