//! secp256k1 ECDSA as the gateway uses it: double SHA-256, DER in hex, low S out, either S in.

mod digest;
pub mod hazmat;
mod hex_text;
mod key_tables;
#[cfg(any(test, not(feature = "tables")))]
mod plain;
mod private_key;
mod public_key;
mod signature;
#[cfg(feature = "tables")]
mod tables;

pub use digest::{Digest, double_sha256};
pub use key_tables::KeyTables;
#[cfg(not(feature = "tables"))]
pub(crate) use plain::Prepared;
pub use private_key::PrivateKey;
pub use public_key::PublicKey;
pub use signature::Signature;
#[cfg(feature = "tables")]
pub(crate) use tables::Prepared;
