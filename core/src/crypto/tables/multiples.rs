//! Multiples of a point: for each few bits of a factor, all that those bits can ask for.

// Points, field elements and scalars don't overflow.
#![allow(clippy::arithmetic_side_effects)]

use alloc::vec::Vec;

use k256::elliptic_curve::scalar::IsHigh;
use k256::{ProjectivePoint, Scalar};

use super::affine::Affine;
use super::rows::{rows, units};

/// Row i holds 1 to 2^(bits-1) times 2^(bits·i) times the point.
#[cfg_attr(test, derive(Default))]
pub(super) struct Multiples {
    bits: u32,
    rows: Vec<Vec<Affine>>,
}

impl Multiples {
    /// For digits of 2 to 8 bits. Nothing for infinity, of which there are no multiples.
    pub(super) fn of(point: ProjectivePoint, bits: u32) -> Option<Self> {
        let units = units(point, bits, digits_of(bits))?;
        let rows = rows(&units, &units, 1 << (bits - 1))?;
        Some(Self { bits, rows })
    }

    /// The points whose sum is `factor` times the point.
    pub(super) fn points(&self, factor: &Scalar) -> impl Iterator<Item = Affine> {
        // Of a factor and its opposite one is below 2^255, so that the last digit's carry needs no row of its own.
        let opposite = bool::from(factor.is_high());
        let digits = digits(if opposite { -factor } else { *factor }, self.bits);
        self.rows.iter().zip(digits).filter_map(move |(row, digit)| {
            let point = row.get(usize::try_from(digit.unsigned_abs()).ok()?.checked_sub(1)?)?;
            // Two changes of sign are none.
            Some(if (digit < 0) == opposite { *point } else { point.negated() })
        })
    }
}

/// How many digits of so many bits hold 256 bits.
fn digits_of(bits: u32) -> u32 {
    (255 + bits).checked_div(bits).unwrap_or_default()
}

/// A factor below 2^255 in digits, least significant first, each above -2^(bits-1) and at most 2^(bits-1).
fn digits(factor: Scalar, bits: u32) -> impl Iterator<Item = i32> {
    let mut bytes: [u8; 32] = factor.to_bytes().into();
    bytes.reverse();
    let byte = move |index: u32| usize::try_from(index).ok().and_then(|index| bytes.get(index)).copied().unwrap_or(0);
    (0..digits_of(bits)).scan(0, move |carry, index| {
        let start = index * bits;
        let two_bytes = u32::from(u16::from_le_bytes([byte(start / 8), byte(start / 8 + 1)]));
        let digit = ((two_bytes >> (start % 8)) & ((1 << bits) - 1)) + *carry;
        *carry = u32::from(digit > 1 << (bits - 1));
        Some(digit.cast_signed() - (*carry << bits).cast_signed())
    })
}

#[cfg(test)]
mod tests {
    use k256::elliptic_curve::PrimeField;
    use k256::elliptic_curve::scalar::IsHigh;
    use k256::{ProjectivePoint, Scalar};

    use super::Affine;
    use super::{Multiples, digits};

    fn factors() -> impl Iterator<Item = Scalar> {
        let half = Scalar::from(2_u64).invert_vartime().unwrap();
        let near =
            |middle: Scalar| (0..150_u64).flat_map(move |off| [middle + Scalar::from(off), middle - Scalar::from(off)]);
        let powers = (0..256_u32).map(|power| (0..power).fold(Scalar::ONE, |product, _| product + product));
        near(Scalar::ZERO).chain(near(half)).chain(powers)
    }

    #[test]
    fn digits_add_up_to_the_factor() {
        for bits in 2..=8 {
            for factor in factors().filter(|factor| !bool::from(factor.is_high())) {
                let digits: alloc::vec::Vec<i32> = digits(factor, bits).collect();
                let sum = digits.iter().rev().fold(Scalar::ZERO, |sum, &digit| {
                    let size = Scalar::from(digit.unsigned_abs());
                    let most = 1_i32 << (bits - 1);
                    assert!(-most < digit && digit <= most, "{digit}");
                    sum * Scalar::from(1_u64 << bits) + if digit < 0 { -size } else { size }
                });
                assert!(sum == factor, "{:?}", factor.to_repr());
            }
        }
    }

    #[test]
    fn points_add_up_to_the_product() {
        let point = ProjectivePoint::GENERATOR * Scalar::from(77_u64);
        for bits in [2, 6, 7, 8] {
            let multiples = Multiples::of(point, bits).unwrap();
            for factor in factors().step_by(9) {
                let read = |point: Affine| {
                    let bytes = [&[4][..], &point.x.to_bytes(), &point.y.to_bytes()].concat();
                    ProjectivePoint::from(*crate::PublicKey::from_sec1(&bytes).unwrap().key.as_affine())
                };
                let sum: ProjectivePoint = multiples.points(&factor).map(read).sum();
                assert!(sum == point * factor, "{bits} {:?}", factor.to_repr());
            }
        }
        assert!(Multiples::of(ProjectivePoint::IDENTITY, 6).is_none());
    }
    #[test]
    fn tables_take_the_memory_that_is_promised() {
        // 108 and 320 KiB of `KeyTables`.
        for (bits, points) in [(6, 43 * 32), (8, 32 * 128)] {
            let multiples = Multiples::of(ProjectivePoint::GENERATOR, bits).unwrap();
            assert_eq!(multiples.rows.iter().map(alloc::vec::Vec::len).sum::<usize>(), points);
        }
    }
}
