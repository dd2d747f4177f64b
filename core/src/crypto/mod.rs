//! secp256k1 ECDSA as the gateway uses it: double SHA-256, DER in hex, low S out, either S in.

mod digest;
pub mod hazmat;
mod hex_text;
#[cfg(feature = "std")]
mod multiples;
#[cfg_attr(not(feature = "std"), path = "unprepared.rs")]
mod prepared;
mod private_key;
mod public_key;
mod signature;
#[cfg(feature = "std")]
mod xyzz;

pub use digest::{Digest, double_sha256};
pub(crate) use prepared::Prepared;
pub use private_key::PrivateKey;
pub use public_key::PublicKey;
pub use signature::Signature;
