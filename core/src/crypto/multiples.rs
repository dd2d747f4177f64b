//! Multiples of a point: for each six bits of a factor, the 32 that those bits can ask for.

// Points and field elements don't overflow.
#![allow(clippy::arithmetic_side_effects)]

use alloc::vec::Vec;

use k256::elliptic_curve::point::BatchNormalize;
use k256::elliptic_curve::sec1::ToSec1Point;
use k256::{AffinePoint, ProjectivePoint, Scalar};

use super::xyzz::{Field, Sum};

/// Bits of one digit. Measured: with 8 the table falls out of the cache, with 4 there are too many additions.
const BITS: u32 = 6;
/// A digit is -31 to 32, and a negative multiple is the positive one with y negated.
const DIGITS: usize = 1 << (BITS - 1);
/// 43 digits of six bits hold a factor of 256 bits and the last carry.
const ROWS: usize = 43;

/// Row i holds 1 to 32 times 64^i times the point.
#[derive(Default)]
pub(super) struct Multiples {
    rows: Vec<[Affine; DIGITS]>,
}

/// A point of the curve that is not infinity, both coordinates normalised.
#[derive(Clone, Copy, Default)]
pub(super) struct Affine {
    pub(super) x: Field,
    pub(super) y: Field,
}

impl Multiples {
    /// Nothing if a coordinate can't be read, which does not happen to points of the curve.
    pub(super) fn of(point: ProjectivePoint) -> Option<Self> {
        let mut multiples = Vec::with_capacity(ROWS.saturating_mul(DIGITS));
        let mut unit = point;
        for _ in 0..ROWS {
            let mut multiple = ProjectivePoint::IDENTITY;
            for _ in 0..DIGITS {
                multiple += &unit;
                multiples.push(multiple);
            }
            unit = multiple.double();
        }
        let affine = ProjectivePoint::batch_normalize_vartime(multiples.as_slice());
        let affine = affine.iter().map(Affine::read).collect::<Option<Vec<_>>>()?;
        let (rows, _) = affine.as_chunks::<DIGITS>();
        Some(Self { rows: rows.to_vec() })
    }

    /// Adds `factor` times the point; nothing where the formulas do not apply.
    pub(super) fn add_to(&self, sum: &mut Sum, factor: &Scalar) -> Option<()> {
        if self.rows.len() != ROWS {
            return None;
        }
        for (row, digit) in self.rows.iter().zip(digits(factor)) {
            if let Some(index) = usize::from(digit.unsigned_abs()).checked_sub(1) {
                sum.add(row.get(index)?, digit < 0)?;
            }
        }
        Some(())
    }
}

impl Affine {
    fn read(point: &AffinePoint) -> Option<Self> {
        let bytes = point.to_sec1_point(false);
        let field = |bytes| Option::from(Field::from_bytes(bytes));
        Some(Self { x: field(bytes.x()?)?, y: field(bytes.y()?)? })
    }
}

/// A factor as digits of six bits, least significant first, each -31 to 32.
fn digits(factor: &Scalar) -> [i8; ROWS] {
    let bytes = factor.to_bytes();
    let mut bytes = bytes.iter().rev();
    let (mut pending, mut bits, mut carry) = (0_u32, 0_u32, 0_u32);
    [(); ROWS].map(|()| {
        if bits < BITS {
            pending |= u32::from(bytes.next().copied().unwrap_or_default()) << bits;
            bits = bits.saturating_add(8);
        }
        let digit = (pending & 0x3f).saturating_add(carry);
        pending >>= BITS;
        bits = bits.saturating_sub(BITS);
        carry = u32::from(digit > 32);
        // At most 64, of which 64 are carried on.
        i8::try_from(digit).unwrap_or_default().saturating_sub(if carry == 1 { 64 } else { 0 })
    })
}

#[cfg(test)]
mod tests {
    use k256::Scalar;
    use k256::elliptic_curve::PrimeField;

    use super::digits;

    #[test]
    fn digits_add_up_to_the_factor() {
        let small = (0..200_u64).map(Scalar::from);
        for factor in small.clone().chain(small.map(|small| -small)) {
            let base = Scalar::from(64_u64);
            let sum = digits(&factor).iter().rev().fold(Scalar::ZERO, |sum, &digit| {
                let size = Scalar::from(u64::from(digit.unsigned_abs()));
                assert!((-31..=32).contains(&digit), "{digit}");
                sum * base + if digit < 0 { -size } else { size }
            });
            assert!(sum == factor, "{:?}", factor.to_repr());
        }
    }
}
