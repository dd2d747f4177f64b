//! Rows of multiples, all rows made side by side so that they share inversions.

use alloc::vec::Vec;

use k256::ProjectivePoint;
use k256::elliptic_curve::point::BatchNormalize;

use super::affine::{Affine, Lines};

/// From each first point on, `count` points that are a step apart. Nothing if one is infinity.
pub(super) fn rows(firsts: &[ProjectivePoint], steps: &[ProjectivePoint], count: usize) -> Option<Vec<Vec<Affine>>> {
    let affine = |points: &[ProjectivePoint]| {
        ProjectivePoint::batch_normalize_vartime(points).iter().map(Affine::read).collect::<Option<Vec<_>>>()
    };
    let steps = affine(steps)?;
    let mut rows: Vec<Vec<Affine>> = affine(firsts)?.into_iter().map(|first| Vec::from([first])).collect();
    let mut lines = Lines::default();
    for _ in 1..count {
        lines.draw(rows.iter().zip(&steps).filter_map(|(row, step)| Some((row.last()?, step))));
        for ((row, step), line) in rows.iter_mut().zip(&steps).zip(lines.iter()) {
            row.push(line.sum(row.last()?, step)?);
        }
    }
    Some(rows)
}
