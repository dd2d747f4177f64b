//! The keys that may have made a signature.

use alloc::vec::Vec;

use super::explanation::{Explanation, KeyRole, KnownKey};
use super::input::{CallbackToExplain, RequestToExplain};
use crate::crypto::{PrivateKey, PublicKey};
use crate::error::{Error, ErrorCode};

/// Distinct keys, the right ones first.
pub(super) struct KnownKeys<'a> {
    pub(super) list: Vec<KnownKey>,
    /// The right keys as they were given: they may belong to another curve.
    #[cfg_attr(not(feature = "explain-full"), expect(dead_code, reason = "read for the other curve alone"))]
    pub(super) texts: Vec<&'a str>,
}

impl<'a> KnownKeys<'a> {
    pub(super) fn of_request(request: &RequestToExplain<'a>, out: &mut Explanation) -> Self {
        let mut keys = Self { list: Vec::new(), texts: request.api_key.into_iter().collect() };
        let api_key = match request.api_key {
            Some(text) => out.note(PublicKey::parse(text)),
            None => request.private_key.map(PrivateKey::public_key),
        };
        if let (Some(api_key), Some(private_key)) = (&api_key, request.private_key)
            && private_key.public_key() != *api_key
        {
            let message = "the private key given belongs to another API key; its signatures are refused under this one";
            out.note::<()>(Err(Error::new(ErrorCode::ArgumentInvalid, message).with_field("privateKey")));
        }
        if api_key.is_none() && request.api_key.is_none() && request.signature.is_some() {
            let message = "no API key was given to check the signature with";
            out.note::<()>(Err(Error::new(ErrorCode::NoTrustedKey, message).with_field("X-API-KEY")));
        }
        keys.add(api_key, KeyRole::ApiKey);
        keys.add_others(request.private_key, request.other_keys);
        keys
    }

    pub(super) fn of_callback(callback: &CallbackToExplain<'a>, out: &mut Explanation) -> Self {
        let mut keys = Self { list: Vec::new(), texts: callback.keys.to_vec() };
        for text in callback.keys {
            keys.add(out.note(PublicKey::parse(text)), KeyRole::Trusted);
        }
        if callback.keys.is_empty() {
            keys.add(gateway(), KeyRole::Trusted);
        }
        keys.add_others(callback.private_key, callback.other_keys);
        keys
    }

    /// Whether there is a key that should have made the signature.
    pub(super) fn has_right(&self) -> bool {
        self.list.iter().any(|key| key.role.is_right())
    }

    fn add_others(&mut self, private_key: Option<&PrivateKey>, others: &[PublicKey]) {
        self.add(private_key.map(PrivateKey::public_key), KeyRole::PrivateKey);
        self.add(gateway(), KeyRole::Gateway);
        for key in others {
            self.add(Some(key.clone()), KeyRole::Other);
        }
    }

    fn add(&mut self, key: Option<PublicKey>, role: KeyRole) {
        if let Some(public_key) = key
            && self.list.iter().all(|known| known.public_key != public_key)
        {
            self.list.push(KnownKey { public_key, role });
        }
    }
}

impl KeyRole {
    pub(super) fn is_right(self) -> bool {
        matches!(self, Self::ApiKey | Self::Trusted)
    }
}

fn gateway() -> Option<PublicKey> {
    PublicKey::from_hex(PublicKey::GATEWAY_HEX).ok()
}
