//! Points by their two coordinates, added many at a time: sums that wait for each other share one inversion.
//!
//! One sum then takes five products and a square, where a sum on its own takes eight and two in the best coordinates.

// Names are the formulas'. Magnitudes of field elements are written beside them; a product takes at most 8.
#![allow(clippy::arithmetic_side_effects, clippy::many_single_char_names)]

use alloc::vec::Vec;

use k256::AffinePoint;
use k256::elliptic_curve::sec1::ToSec1Point;

use zeroize::DefaultIsZeroes;

use super::inverse::invert_all;
use super::xyzz::Field;

/// A point of the curve that is not infinity. Magnitudes: x 1, y at most 2.
#[derive(Clone, Copy, Default)]
pub(super) struct Affine {
    pub(super) x: Field,
    pub(super) y: Field,
}

impl DefaultIsZeroes for Affine {}

impl Affine {
    /// Nothing for infinity.
    pub(super) fn read(point: &AffinePoint) -> Option<Self> {
        let bytes = point.to_sec1_point(false);
        let field = |bytes| Option::from(Field::from_bytes(bytes));
        Some(Self { x: field(bytes.x()?)?, y: field(bytes.y()?)? })
    }

    /// Whether this is the x coordinate.
    pub(super) fn has_x(&self, x: Field) -> bool {
        bool::from((x + self.x.negate(1)).normalizes_to_zero())
    }

    /// The opposite point, for a `y` of magnitude 1.
    pub(super) fn negated(&self) -> Self {
        Self { x: self.x, y: self.y.negate(1) }
    }
}

/// The lines through pairs of points, whose slopes cost one inversion together.
#[derive(Default)]
pub(super) struct Lines {
    slopes: Vec<Slope>,
}

impl Lines {
    /// Draws the lines of these pairs in place of those before.
    pub(super) fn draw<'p>(&mut self, pairs: impl Iterator<Item = (&'p Affine, &'p Affine)>) {
        self.slopes.clear();
        self.slopes.extend(pairs.map(|(a, b)| Slope::of(a, b)));
        invert_all(&mut self.slopes, |slope| &mut slope.denominator, |product| Option::from(product.invert_vartime()));
    }

    /// One for each pair, in their order; with the same pair again it gives the sum.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Slope> {
        self.slopes.iter()
    }

    /// The sums of the same pairs again: nothing where one is infinity.
    pub(super) fn sums<'p>(
        &self,
        pairs: impl Iterator<Item = (&'p Affine, &'p Affine)>,
    ) -> impl Iterator<Item = Option<Affine>> {
        self.iter().zip(pairs).map(|(line, (a, b))| line.sum(a, b))
    }
}

/// Of the line through two points, or of the tangent where they are one.
pub(super) struct Slope {
    numerator: Field,
    denominator: Field,
    vertical: bool,
}

impl Slope {
    fn of(a: &Affine, b: &Affine) -> Self {
        let numerator = b.y + a.y.negate(2); // 5
        let denominator = b.x + a.x.negate(1); // 3
        if !bool::from(denominator.normalizes_to_zero()) {
            return Self { numerator, denominator, vertical: false };
        }
        if bool::from(numerator.normalizes_to_zero()) {
            return Self { numerator: a.x.square().mul_single(3), denominator: a.y.double(), vertical: false };
        }
        Self { numerator, denominator: Field::ONE, vertical: true }
    }

    /// The sum of the pair, nothing for infinity: the mirrored third point of the line, whose denominator is inverted by now.
    pub(super) fn sum(&self, a: &Affine, b: &Affine) -> Option<Affine> {
        let slope = self.numerator * self.denominator; // 1
        let x = (slope.square() + a.x.negate(1) + b.x.negate(1)).normalize_weak(); // 1
        let y = (slope * (a.x + x.negate(1)) + a.y.negate(2)).normalize_weak(); // 1
        (!self.vertical).then_some(Affine { x, y })
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use k256::{AffinePoint, ProjectivePoint, Scalar};

    use super::{Affine, Lines};

    fn multiple(factor: i64) -> ProjectivePoint {
        let size = ProjectivePoint::GENERATOR * Scalar::from(factor.unsigned_abs());
        if factor < 0 { -size } else { size }
    }

    #[test]
    fn every_pair_of_small_multiples_adds_up() {
        let factors: Vec<i64> = (-9..=9).filter(|&factor| factor != 0).collect();
        let point = |factor| Affine::read(&AffinePoint::from(multiple(factor))).unwrap();
        let all: Vec<(i64, i64)> = factors.iter().flat_map(|&a| factors.iter().map(move |&b| (a, b))).collect();
        let pairs: Vec<_> = all.iter().map(|&(a, b)| (point(a), point(b))).collect();
        let mut lines = Lines::default();
        lines.draw(pairs.iter().map(|(a, b)| (a, b)));
        for (&(a, b), sum) in all.iter().zip(lines.sums(pairs.iter().map(|(a, b)| (a, b)))) {
            let read = |affine: Affine| (affine.x.to_bytes(), affine.y.to_bytes());
            let expected = Affine::read(&AffinePoint::from(multiple(a + b)));
            assert_eq!(sum.map(read), expected.map(read), "{a} + {b}");
        }
    }
}
