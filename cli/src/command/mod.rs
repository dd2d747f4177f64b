//! One module per command.

pub(crate) mod catalog;
pub(crate) mod explain;
pub(crate) mod keygen;
pub(crate) mod sign;
pub(crate) mod string_to_sign;
pub(crate) mod validate;
pub(crate) mod verify;
