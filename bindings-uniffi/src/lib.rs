//! The TarsPay gateway's rules for Kotlin, Java and Swift.
//!
//! Everything here converts: types, errors and names. The rules are in `tarspay-core`.

// What the macros of UniFFI expand to exports symbols and takes pointers; nothing here is unsafe by hand.
#![allow(unsafe_code)]
// `pub` marks what the other languages see; no Rust uses this crate.
#![allow(unreachable_pub)]
// Values come out of the other language's buffers and are owned here anyway; a `&[u8]` would be a direct `ByteBuffer` in Kotlin.
#![allow(clippy::needless_pass_by_value)]
// The macros of UniFFI call methods of enums by reference.
#![allow(clippy::trivially_copy_pass_by_ref)]

mod callback;
mod catalog;
mod codes;
mod declare;
mod error;
mod explain;
mod generated;
mod hazmat;
mod key;
mod request;
mod signer;
mod testing;
mod verifier;
mod wire;

uniffi::setup_scaffolding!("tarspay");
