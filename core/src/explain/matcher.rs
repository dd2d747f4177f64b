//! Tests one signature against many digests and keys: about a third of the cost of verifying each anew.
//!
//! A signature (r, s) holds for the digest z and the key Q if zG + rQ = sR, where R is one of the two points with x = r. All but zG is
//! the same for every digest. Both points together stand for both signs of s. (A point whose x is r plus the curve's order exists for
//! one signature in 2^128.) Nothing is trusted because of a match here: it only names what a mistaken signature was made over.

use alloc::vec::Vec;

use k256::elliptic_curve::ff::PrimeField;
use k256::elliptic_curve::ops::{MulByGeneratorVartime, MulVartime, Reduce};
use k256::elliptic_curve::point::DecompressPoint;
use k256::elliptic_curve::subtle::Choice;
use k256::elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytes, ProjectivePoint, Scalar};

use crate::crypto::Digest;

/// One signature and the keys that may have made it.
pub(super) struct Matcher<C: CurveArithmetic> {
    /// For each key the two points that zG must be one of.
    targets: Vec<[ProjectivePoint<C>; 2]>,
}

impl<C: CurveArithmetic> Matcher<C>
where
    AffinePoint<C>: DecompressPoint<C>,
    Scalar<C>: Reduce<FieldBytes<C>>,
{
    /// `signature` is r and s. None if its r is no point of the curve, so that no key can have made it.
    #[allow(clippy::arithmetic_side_effects, reason = "arithmetic of the curve's group, which has no overflow")]
    pub(super) fn new(signature: &[u8; 64], keys: impl IntoIterator<Item = ProjectivePoint<C>>) -> Option<Self> {
        let (r_bytes, s_bytes) = signature.split_at_checked(32)?;
        let r_bytes = FieldBytes::<C>::try_from(r_bytes).ok()?;
        let r = scalar::<C>(&r_bytes)?;
        let s = scalar::<C>(&FieldBytes::<C>::try_from(s_bytes).ok()?)?;
        let point: ProjectivePoint<C> =
            AffinePoint::<C>::decompress(&r_bytes, Choice::from(0)).into_option().map(Into::into)?;
        let scaled = point.mul_vartime(&s);
        let targets = keys.into_iter().map(|key| {
            let key = key.mul_vartime(&r);
            [scaled - key, -scaled - key]
        });
        Some(Self { targets: targets.collect() })
    }

    /// The position of the key for which the signature holds over `digest`.
    pub(super) fn find(&self, digest: &Digest) -> Option<usize> {
        let bytes = FieldBytes::<C>::try_from(digest.as_slice()).ok()?;
        let point = ProjectivePoint::<C>::mul_by_generator_vartime(&Scalar::<C>::reduce(&bytes));
        self.targets.iter().position(|targets| targets.contains(&point))
    }

    /// Whether there is any key to match.
    pub(super) fn has_keys(&self) -> bool {
        !self.targets.is_empty()
    }
}

fn scalar<C: CurveArithmetic>(bytes: &FieldBytes<C>) -> Option<Scalar<C>> {
    Scalar::<C>::from_repr(*bytes).into_option()
}
