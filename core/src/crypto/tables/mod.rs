//! Signing and verifying with tables of points: additions alone, where the plain way also doubles.

mod affine;
mod generator;
mod inverse;
mod multiples;
mod prepared;
mod rows;
mod sign;
mod xyzz;

pub(crate) use prepared::Prepared;
pub(in crate::crypto) use sign::sign;
