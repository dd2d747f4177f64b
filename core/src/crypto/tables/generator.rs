//! The generator times the secret of a signature, in time that does not depend on the secret.

// Points don't overflow, and digits are small.
#![allow(clippy::arithmetic_side_effects)]

use alloc::boxed::Box;
use alloc::vec::Vec;

use k256::elliptic_curve::PrimeField;
use k256::elliptic_curve::subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use k256::{FieldBytes, ProjectivePoint, Scalar};
use once_cell::race::OnceBox;
use zeroize::Zeroizing;

use super::affine::{Affine, Lines};
use super::rows::{rows, units};
use super::xyzz::{Field, Sum};

/// Bits of a digit. Measured: with 6 looking through longer rows costs what fewer additions save.
const BITS: u32 = 5;
/// A digit is odd and never zero, -31 to 31, so that no sum starts with infinity.
const DIGITS: usize = 1 << (BITS - 1);
/// 51 digits of five bits hold the bits of a factor but its last, which is 1.
const ROWS: u32 = 51;

/// Row i holds 1, 3, 5, … 31 times 32^i times the generator; of the last only the first is used, 2^255 times the generator.
static TABLE: OnceBox<Option<Vec<Vec<Affine>>>> = OnceBox::new();

/// The x coordinate of the generator times `factor`, which is not zero.
pub(super) fn x_of_product(factor: &Scalar) -> Option<FieldBytes> {
    // The opposite point has the same x.
    let odd = Zeroizing::new(Scalar::conditional_select(&-factor, factor, factor.is_odd()));
    let mut bytes = Zeroizing::new(<[u8; 32]>::from(odd.to_bytes()));
    bytes.reverse();
    let table = TABLE.get_or_init(|| Box::new(table())).as_ref()?;
    // An odd factor is 2^255 + the sum of (2·e - 31)·32^i, where e are the five bits from bit 5·i + 1 on. As the first part is larger than
    // the sum of all others, no sum meets a point equal or opposite to it.
    let mut sum = Sum::new();
    sum.add(table.last()?.first()?);
    for (row, index) in table.iter().zip(0..ROWS) {
        sum.add(&select(row, five_bits(&bytes, index * BITS + 1)));
    }
    sum.x()
}

fn table() -> Option<Vec<Vec<Affine>>> {
    let units = units(ProjectivePoint::GENERATOR, BITS, ROWS + 1)?;
    let mut lines = Lines::default();
    let same = || units.iter().zip(&units);
    lines.draw(same());
    let doubles = lines.sums(same()).collect::<Option<Vec<_>>>()?;
    rows(&units, &doubles, DIGITS)
}

/// Five bits of a little-endian number, from this one on.
fn five_bits(bytes: &[u8; 32], start: u32) -> u8 {
    let byte = |index: u32| usize::try_from(index).ok().and_then(|index| bytes.get(index)).copied().unwrap_or_default();
    let two = u16::from_le_bytes([byte(start / 8), byte(start / 8 + 1)]);
    (two >> (start % 8)).to_le_bytes()[0] & 0x1f
}

/// (2·e - 31) times the row's unit. Each multiple is read, whichever it is.
fn select(row: &[Affine], e: u8) -> Zeroizing<Affine> {
    let negative = 1 ^ (e >> 4);
    let wanted = (e ^ (negative * 15)) & 15;
    let mut point = Zeroizing::new(Affine::default());
    for (multiple, number) in row.iter().zip(0_u8..) {
        let is_wanted = number.ct_eq(&wanted);
        point.x.conditional_assign(&multiple.x, is_wanted);
        point.y.conditional_assign(&multiple.y, is_wanted);
    }
    let opposite = point.y.negate(1);
    point.y = Field::conditional_select(&point.y, &opposite, Choice::from(negative));
    point
}

#[cfg(test)]
mod tests {
    use k256::elliptic_curve::PrimeField;
    use k256::elliptic_curve::point::AffineCoordinates;
    use k256::{ProjectivePoint, Scalar};

    use super::{table, x_of_product};

    #[test]
    fn each_row_holds_what_a_digit_can_ask_for() {
        assert!(table().unwrap().iter().map(alloc::vec::Vec::len).eq([16; 52]));
    }

    #[test]
    fn gives_what_the_plain_product_gives() {
        let small = (1..300_u64).map(Scalar::from);
        let powers = (0..256_u32).map(|power| (0..power).fold(Scalar::ONE, |product, _| product + product));
        for factor in small.chain(powers.step_by(3)).flat_map(|factor| [factor, -factor]) {
            let plain = (ProjectivePoint::GENERATOR * factor).to_affine().x();
            assert!(x_of_product(&factor) == Some(plain), "{:?}", factor.to_repr());
        }
    }
}
