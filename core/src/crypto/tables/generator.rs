//! Multiples of the generator for signing, in time that does not depend on the factor: it is the secret of a signature.

// Points don't overflow, and digits are small.
#![allow(clippy::arithmetic_side_effects)]

use alloc::boxed::Box;
use alloc::vec::Vec;

use k256::elliptic_curve::point::BatchNormalize;
use k256::elliptic_curve::subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use k256::{AffinePoint, ProjectivePoint, Scalar};
use once_cell::race::OnceBox;
use zeroize::Zeroizing;

/// Bits of a digit. Measured: with 6 looking through longer rows costs what fewer additions save.
const BITS: usize = 5;
/// A digit is -15 to 16.
const DIGITS: usize = 1 << (BITS - 1);
/// 52 digits of five bits hold a factor of 256 bits and the last carry.
const ROWS: usize = 52;

/// Row i holds 1 to 16 times 32^i times the generator.
static TABLE: OnceBox<Vec<[AffinePoint; DIGITS]>> = OnceBox::new();

/// The generator times `factor`.
pub(super) fn times_generator(factor: &Scalar) -> ProjectivePoint {
    let mut sum = ProjectivePoint::IDENTITY;
    for (row, &digit) in TABLE.get_or_init(|| Box::new(table())).iter().zip(digits(factor).iter()) {
        sum += &*select(row, digit);
    }
    sum
}

fn table() -> Vec<[AffinePoint; DIGITS]> {
    let mut multiples = Vec::new();
    let mut unit = ProjectivePoint::GENERATOR;
    for _ in 0..ROWS {
        let mut multiple = ProjectivePoint::IDENTITY;
        for _ in 0..DIGITS {
            multiple += &unit;
            multiples.push(multiple);
        }
        unit = multiple.double();
    }
    let multiples = ProjectivePoint::batch_normalize_vartime(multiples.as_slice());
    multiples.as_chunks::<DIGITS>().0.to_vec()
}

/// The multiple that a digit asks for. Each of the row is read, whichever it is.
fn select(row: &[AffinePoint; DIGITS], digit: i8) -> Zeroizing<AffinePoint> {
    let sign = digit >> 7;
    let size = ((digit ^ sign) - sign).cast_unsigned();
    let mut point = Zeroizing::new(AffinePoint::IDENTITY);
    for (multiple, number) in row.iter().zip(1_u8..) {
        point.conditional_assign(multiple, size.ct_eq(&number));
    }
    let negated = -*point;
    point.conditional_assign(&negated, Choice::from(sign.cast_unsigned() & 1));
    point
}

/// The factor as digits of five bits, least significant first. No step asks what a bit is.
fn digits(factor: &Scalar) -> Zeroizing<[i8; ROWS]> {
    let bytes = Zeroizing::new(<[u8; 32]>::from(factor.to_bytes()));
    let mut bytes = bytes.iter().rev();
    let (mut pending, mut bits, mut carry) = (0_u16, 0_usize, 0_u16);
    Zeroizing::new([(); ROWS].map(|()| {
        if bits < BITS {
            pending |= u16::from(bytes.next().copied().unwrap_or_default()) << bits;
            bits += 8;
        }
        let digit = (pending & 0x1f) + carry;
        pending >>= BITS;
        bits -= BITS;
        // 1 for 17 to 32.
        carry = (digit + 15) >> BITS;
        digit.to_le_bytes()[0].cast_signed() - (carry.to_le_bytes()[0] << BITS).cast_signed()
    }))
}

#[cfg(test)]
mod tests {
    use k256::elliptic_curve::PrimeField;
    use k256::{ProjectivePoint, Scalar};

    use super::times_generator;

    #[test]
    fn gives_what_the_plain_product_gives() {
        let small = (0..300_u64).map(Scalar::from);
        let powers = (0..256_u32).map(|power| (0..power).fold(Scalar::ONE, |product, _| product + product));
        for factor in small.chain(powers.step_by(5)).flat_map(|factor| [factor, -factor]) {
            assert!(times_generator(&factor) == ProjectivePoint::GENERATOR * factor, "{:?}", factor.to_repr());
        }
    }
}
