//! tarspay for JavaScript: classes that convert and call the core, wrapped by the hand-written JavaScript of the npm package.

// Without the standard library: its texts for panics, which WebAssembly has nowhere to print, are a tenth of the module.
#![cfg_attr(target_family = "wasm", no_std)]
// What is exported is called from JavaScript alone, which knows no Rust types.
#![allow(private_interfaces, unreachable_pub)]

extern crate alloc;

mod body;
mod convert;
mod error;
mod private_key;
mod public_key;

#[cfg(feature = "explain")]
mod explain;

#[cfg(feature = "main")]
mod callback;
#[cfg(feature = "main")]
mod catalog;
#[cfg(feature = "main")]
mod endpoint;
#[cfg(feature = "main")]
mod hazmat;
#[cfg(feature = "main")]
mod key;
#[cfg(feature = "main")]
mod limits;
#[cfg(feature = "main")]
mod members;
#[cfg(feature = "main")]
mod nonce;
#[cfg(feature = "main")]
mod record;
#[cfg(feature = "main")]
mod signer;
#[cfg(feature = "main")]
mod testing;
#[cfg(feature = "main")]
mod verifier;

#[cfg(target_family = "wasm")]
mod runtime;
