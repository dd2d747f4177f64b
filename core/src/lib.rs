//! The TarsPay gateway's rules in one place: the string to sign, secp256k1 signatures, callbacks.
//!
//! The crate opens no socket, reads no clock and needs no randomness to sign: time and bytes are arguments, and what comes out is ready
//! for any HTTP client. It is `no_std` + `alloc` without the default feature `std`, which only makes signing and verifying faster.
//!
//! ```
//! use tarspay_core::{Nonce, PrivateKey, Signer, Verifier, json::Object};
//!
//! // Sign a request.
//! let key = PrivateKey::from_hex("00000000000000000000000000000000000000000000000000000000000000ff")?;
//! let signer = Signer::new(key);
//! let body = Object::from_iter([("mchNo", "M1688443086")]);
//! let request = signer.sign_request("POST", "/api/balanceInfo", &Nonce::from_millis(1_702_279_880_267)?, &body)?;
//! assert_eq!(request.string_to_sign, "POST|/api/balanceInfo|1702279880267|mchNo=M1688443086");
//!
//! // Verify what the gateway sends.
//! let verifier = Verifier::gateway()?;
//! let refused = verifier.verify_callback(br#"{"mchNo":"M1688443086"}"#, &request.headers[2].1);
//! assert_eq!(refused.unwrap_err().code().as_str(), "signature_mismatch");
//! # Ok::<(), tarspay_core::Error>(())
//! ```
//!
//! Floors, bottom up; an upper one uses lower ones and never the other way: [`error`], [`json`], [`crypto`], [`sign_string`], [`catalog`],
//! [`model`], then [`Signer`] and [`Verifier`], on top [`explain`].

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod catalog;
pub mod crypto;
pub mod error;
pub mod explain;
pub mod json;
pub mod model;
pub mod sign_string;
mod signed_request;
mod signer;
#[cfg(feature = "testing")]
pub mod testing;
mod verifier;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

pub use crypto::{PrivateKey, PublicKey, Signature};
pub use error::{Error, ErrorCode, Result};
pub use model::{Callback, Endpoint};
pub use sign_string::Nonce;
pub use signed_request::{
    CONTENT_TYPE, HEADER_API_KEY, HEADER_API_NONCE, HEADER_API_SIGNATURE, HEADER_CALLBACK_SIGNATURE, SignedRequest,
    UnsignedRequest,
};
pub use signer::Signer;
pub use verifier::{ReceivedRequest, VerifiedRequest, Verifier};
