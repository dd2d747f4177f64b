//! What is to be explained.

use core::fmt;

use crate::crypto::{PrivateKey, PublicKey};

/// A request as it was sent, or is going to be. Nothing in it needs to be right: what is wrong is part of the explanation.
///
/// Fill in what is known and leave the rest to `..RequestToExplain::default()`.
#[derive(Clone, Copy, Default)]
pub struct RequestToExplain<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The path as called, such as `/api/pay/unifiedOrder`; a whole URL is read as well.
    pub path: &'a str,
    /// The header `X-API-NONCE`.
    pub nonce: &'a str,
    /// The raw body.
    pub body: &'a [u8],
    /// The header `X-API-KEY`; without it the public half of `private_key` is used.
    pub api_key: Option<&'a str>,
    /// The merchant's private key, to show the signature that it makes. No part of it ever appears in the explanation.
    pub private_key: Option<&'a PrivateKey>,
    /// The header `X-API-SIGNATURE`, made by any program.
    pub signature: Option<&'a str>,
    /// Further public keys that may have made the signature, for instance of another environment.
    pub other_keys: &'a [PublicKey],
    /// Further nonces that may have been signed, for instance from a log.
    pub other_nonces: &'a [&'a str],
}

/// A callback as it was received. Nothing in it needs to be right: what is wrong is part of the explanation.
///
/// Fill in what is known and leave the rest to `..CallbackToExplain::default()`.
#[derive(Clone, Copy, Default)]
pub struct CallbackToExplain<'a> {
    /// The body, best as received.
    pub body: &'a [u8],
    /// The header `X-RESP-SIGNATURE`.
    pub signature: Option<&'a str>,
    /// The trusted public keys; none stands for the key that the gateway publishes.
    pub keys: &'a [&'a str],
    /// A test platform's private key, to show the signature that it makes. No part of it ever appears in the explanation.
    pub private_key: Option<&'a PrivateKey>,
    /// Further public keys that may have made the signature, for instance the merchant's own or another environment's.
    pub other_keys: &'a [PublicKey],
    /// The path or URL that was called, for signatures made over a request's text by mistake.
    pub path: Option<&'a str>,
    /// The nonce that came with it, for signatures made over a request's text by mistake.
    pub nonce: Option<&'a str>,
}

impl fmt::Debug for RequestToExplain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestToExplain({} {})", self.method, self.path)
    }
}

impl fmt::Debug for CallbackToExplain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallbackToExplain({} bytes)", self.body.len())
    }
}
