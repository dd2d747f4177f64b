//! Rows of multiples, all rows made side by side so that they share inversions.

// Points don't overflow.
#![allow(clippy::arithmetic_side_effects)]

use alloc::vec::Vec;

use k256::ProjectivePoint;

use super::affine::{Affine, Lines};

/// The units of so many rows: 2^(bits·i) times the point. Nothing for infinity.
pub(super) fn units(point: ProjectivePoint, bits: u32, count: u32) -> Option<Vec<Affine>> {
    let mut unit = point;
    (0..count)
        .map(|_| {
            let affine = Affine::read(&unit.to_affine());
            (0..bits).for_each(|_| unit = unit.double());
            affine
        })
        .collect()
}

/// From each unit on, `count` points that are as far apart as `steps` says. Nothing if one is infinity.
pub(super) fn rows(units: &[Affine], steps: &[Affine], count: usize) -> Option<Vec<Vec<Affine>>> {
    let mut rows: Vec<Vec<Affine>> = units.iter().map(|unit| Vec::from([*unit])).collect();
    let mut lines = Lines::default();
    for _ in 1..count {
        let last: Vec<Affine> = rows.iter().filter_map(|row| row.last().copied()).collect();
        lines.draw(last.iter().zip(steps));
        for (row, sum) in rows.iter_mut().zip(lines.sums(last.iter().zip(steps))) {
            row.push(sum?);
        }
    }
    Some(rows)
}
