//! Signatures made here verify elsewhere, and signatures made elsewhere verify here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::process::Command;

use proptest::prelude::*;
use secp256k1::{Message, SecretKey, ecdsa};
use tarspay_core::crypto::{double_sha256, hazmat};
use tarspay_core::{PrivateKey, PublicKey, Signature, Verifier};

/// The curve's order; s and n - s are the two forms of one signature.
fn with_other_s(signature: &ecdsa::Signature) -> Vec<u8> {
    let compact = signature.serialize_compact();
    let (r, s) = compact.split_at(32);
    let negated = SecretKey::from_secret_bytes(s.try_into().unwrap()).unwrap().negate();
    ecdsa::Signature::from_compact(&[r, &negated.to_secret_bytes()].concat()).unwrap().serialize_der().to_vec()
}

fn key() -> impl Strategy<Value = [u8; 32]> {
    let random = any::<[u8; 32]>();
    prop_oneof![
        random,
        // Top bit set: half of all keys, and lost by readers of signed integers. Not all ones: the order is just below that.
        random.prop_map(|mut key| {
            key[0] = 0x80 | key[0] & 0x7e;
            key
        }),
        // Leading zeros.
        random.prop_map(|mut key| {
            key[..3].fill(0);
            key
        }),
    ]
    .prop_filter("in range", |key| SecretKey::from_secret_bytes(*key).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn libsecp256k1_agrees_both_ways(secret in key(), text in "\\PC{0,200}") {
        let theirs = SecretKey::from_secret_bytes(secret).unwrap();
        let their_public = theirs.public_key();
        let ours = PrivateKey::from_bytes(&secret).unwrap();
        prop_assert_eq!(ours.public_key().to_hex(), hex::encode(their_public.serialize()));

        let digest = double_sha256(text.as_bytes());
        let message = Message::from_digest(digest);
        let our_signature = hazmat::sign_prehash(&ours, &digest).unwrap();
        let read = ecdsa::Signature::from_der(&hex::decode(our_signature.to_hex()).unwrap()).unwrap();
        prop_assert!(ecdsa::verify(&read, message, &their_public).is_ok());
        prop_assert!(!our_signature.is_high_s());

        let their_signature = ecdsa::sign(message, &theirs);
        prop_assert_eq!(hex::encode(their_signature.serialize_der()), our_signature.to_hex(), "RFC 6979 gives one signature");
        let verifier = Verifier::new([ours.public_key()]).unwrap();
        let high = hex::encode(with_other_s(&their_signature));
        prop_assert!(Signature::from_hex(&high).unwrap().is_high_s());
        prop_assert!(verifier.verify_text(text.as_bytes(), &high).is_ok());
        let other_text = format!("{text}.");
        prop_assert!(verifier.verify_text(other_text.as_bytes(), &high).is_err());
    }
}

fn openssl(folder: &std::path::Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output =
        Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl could not be started");
    output.status.success().then_some(output.stdout)
}

/// OpenSSL draws its nonces at random and does not normalise S, as the gateway's own kit does.
#[test]
fn openssl_agrees_both_ways() {
    if Command::new("openssl").arg("version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "CI must have openssl");
        eprintln!("NOT RUN: there is no openssl on this machine (apt-get install openssl)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |name: &str, content: &[u8]| std::fs::write(folder.join(name), content).unwrap();
    let (mut high, mut top_bit) = (0, 0);
    for round in 0..40 {
        // SEC1 with its parameters in front, then PKCS#8: OpenSSL's two forms.
        let generate: &[&str] = if round % 2 == 0 {
            &["ecparam", "-name", "secp256k1", "-genkey", "-out", "key.pem"]
        } else {
            &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1", "-out", "key.pem"]
        };
        openssl(folder, generate).unwrap();
        let public_pem = openssl(folder, &["pkey", "-in", "key.pem", "-pubout"]).unwrap();
        write("public.pem", &public_pem);
        let key = PrivateKey::from_pem(&std::fs::read_to_string(folder.join("key.pem")).unwrap()).unwrap();
        let public = PublicKey::from_pem(std::str::from_utf8(&public_pem).unwrap()).unwrap();
        assert_eq!(key.public_key(), public);
        top_bit += usize::from(key.expose_hex().as_str() > "8");

        let text = format!("POST|/api/balanceInfo|17022798802{round:02}|mchNo=M{round}");
        let digest = double_sha256(text.as_bytes());
        write("digest", &digest);
        let theirs = openssl(folder, &["pkeyutl", "-sign", "-inkey", "key.pem", "-in", "digest"]).unwrap();
        let signature = Signature::from_der(&theirs).unwrap();
        high += usize::from(signature.is_high_s());
        assert!(Verifier::new([public]).unwrap().verify_text(text.as_bytes(), &hex::encode(theirs)).is_ok());

        let ours = hazmat::sign_prehash(&key, &digest).unwrap();
        write("signature", &hex::decode(ours.to_hex()).unwrap());
        let verify = ["pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-sigfile", "signature", "-in", "digest"];
        assert!(openssl(folder, &verify).is_some(), "round {round}");
        write("digest", &double_sha256(b"something else"));
        assert!(openssl(folder, &verify).is_none(), "openssl verifies anything");
    }
    assert!((1..40).contains(&high) && (1..40).contains(&top_bit), "{high} high S, {top_bit} with the top bit set");
}
