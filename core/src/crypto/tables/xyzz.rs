//! Sums of points in XYZZ coordinates: x = X/ZZ, y = Y/ZZZ, ZZ³ = ZZZ². Adding an affine point takes eight products and two squares.
//!
//! The formulas are `madd-2008-s` of the Explicit-Formulas Database. They are incomplete: equal or opposite points can't be added.

// Names are the formulas'. Field elements never overflow as long as their magnitude, written beside each, is at most 8 before a product.
#![allow(clippy::arithmetic_side_effects, clippy::many_single_char_names)]

use k256::elliptic_curve::hazmat::FieldArithmetic;
use k256::{FieldBytes, Secp256k1};

use super::affine::Affine;

/// An integer modulo the curve's prime.
pub(super) type Field = <Secp256k1 as FieldArithmetic>::FieldElement;

/// The prime minus the curve's order: how far an x coordinate may be above the r that it gives.
const PRIME_MINUS_ORDER: [u8; 32] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x45, 0x51, 0x23, 0x19, 0x50, 0xb7, 0x5f, 0xc4, 0x40, 0x2d, 0xa1,
    0x72, 0x2f, 0xc9, 0xba, 0xee,
];

/// A sum of points; nothing as long as none was added.
pub(super) struct Sum(Option<Xyzz>);

/// Magnitudes: x 6, y 3, zz and zzz 1.
#[derive(Clone, Copy)]
struct Xyzz {
    x: Field,
    y: Field,
    zz: Field,
    zzz: Field,
}

impl Sum {
    pub(super) const fn new() -> Self {
        Self(None)
    }

    /// Adds a point. If it is the sum itself or its opposite, ZZ becomes zero and stays so.
    pub(super) fn add(&mut self, point: &Affine) {
        let Some(sum) = &self.0 else {
            self.0 = Some(Xyzz { x: point.x, y: point.y, zz: Field::ONE, zzz: Field::ONE });
            return;
        };
        let p = point.x * sum.zz + sum.x.negate(6); // 8
        let r = point.y * sum.zzz + sum.y.negate(3); // 5
        let pp = p.square(); // 1
        let ppp = p * pp; // 1
        let q = sum.x * pp; // 1
        let x = r.square() + ppp.negate(1) + q.double().negate(2); // 1 + 2 + 3
        let y = r * (q + x.negate(6)) + (sum.y * ppp).negate(1); // 1 + 2
        self.0 = Some(Xyzz { x, y, zz: sum.zz * pp, zzz: sum.zzz * ppp });
    }

    /// The sum's x coordinate, in a time that does not depend on it; nothing for a sum that the formulas could not make.
    pub(super) fn x(&self) -> Option<FieldBytes> {
        let sum = self.0.as_ref()?;
        let inverse = Option::<Field>::from(sum.zz.invert())?;
        Some((sum.x * inverse).to_bytes())
    }

    /// Whether the sum's x coordinate is `r` modulo the curve's order; nothing for a sum that the formulas could not make.
    pub(super) fn has_x(&self, r: &FieldBytes) -> Option<bool> {
        let sum = self.0.as_ref()?;
        if bool::from(sum.zz.normalizes_to_zero()) {
            return None;
        }
        is_x_of(r, |x| bool::from((x * sum.zz + sum.x.negate(6)).normalizes_to_zero()))
    }
}

/// Whether `is` holds for one of the field elements that give `r` modulo the curve's order: `r`, and a small r plus the order.
pub(super) fn is_x_of(r: &FieldBytes, is: impl Fn(Field) -> bool) -> Option<bool> {
    let x = Option::<Field>::from(Field::from_bytes(r))?;
    if is(x) {
        return Some(true);
    }
    if r.as_slice() >= PRIME_MINUS_ORDER.as_slice() {
        return Some(false);
    }
    // r plus the order is r minus what is missing to the prime.
    let missing = Option::<Field>::from(Field::from_bytes(&PRIME_MINUS_ORDER.into()))?;
    Some(is((x + missing.negate(1)).normalize_weak()))
}
