//! secp256k1 ECDSA as the gateway uses it: double SHA-256, DER in hex, low S out, either S in.

mod digest;
pub mod hazmat;
mod hex_text;
mod private_key;
mod public_key;
mod signature;

pub use digest::{Digest, double_sha256};
pub use private_key::PrivateKey;
pub use public_key::PublicKey;
pub use signature::Signature;
