//! One callback.

use super::Verifier;
use crate::crypto::{Digest, PublicKey, Signature, double_sha256};
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Limits, MemberOrder, Object, parse_object};
use crate::model::{Callback, CallbackForm};

impl Verifier {
    /// Checks a callback as it was received and gives its members.
    ///
    /// `body` is the raw body, `signature` the header `X-RESP-SIGNATURE`. The signature is looked for over the body as
    /// received, then over its compact form, then over its compact form with members sorted.
    ///
    /// Nothing signed is fresh: a replayed callback verifies. Remember [`Callback::replay_key`] and process each once.
    ///
    /// # Errors
    /// `signature_missing`, `signature_malformed`, `signature_mismatch`; those of [`parse_object`]; `member_missing` and
    /// `member_type` if a genuine callback lacks what the gateway documents.
    pub fn verify_callback(&self, body: &[u8], signature: &str) -> Result<Callback> {
        let received = Received::read(body, signature, &self.limits)?;
        let key = self.matching_key(&received.digest, &received.signature);
        self.finish(received, key)
    }

    /// Looks for the key over the other forms where it was not found over the body as received, and reads the members.
    pub(super) fn finish(&self, received: Received<'_>, key_as_received: Option<&PublicKey>) -> Result<Callback> {
        let Received { body, object, signature, .. } = received;
        let found = key_as_received.map(|key| (CallbackForm::AsReceived, key));
        let (form, key) = found.or_else(|| self.matching_other_form(body, &object, &signature)).ok_or_else(|| {
            Error::new(
                ErrorCode::SignatureMismatch,
                "none of the trusted keys made this signature over this body; refuse it. If it should be genuine: was the body parsed and written again, or is the key of another environment?",
            )
        })?;
        Callback::from_verified(object, form, key.clone())
    }

    fn matching_other_form(
        &self,
        body: &[u8],
        object: &Object<'_>,
        signature: &Signature,
    ) -> Option<(CallbackForm, &PublicKey)> {
        let compact = object.to_json(MemberOrder::AsReceived);
        if compact.as_bytes() != body
            && let Some(key) = self.matching_key(&double_sha256(compact.as_bytes()), signature)
        {
            return Some((CallbackForm::Compact, key));
        }
        let sorted = object.to_json(MemberOrder::Sorted);
        if sorted == compact {
            return None;
        }
        let key = self.matching_key(&double_sha256(sorted.as_bytes()), signature)?;
        Some((CallbackForm::CompactSorted, key))
    }
}

/// A callback that can be read, and what its signature has to be over.
pub(super) struct Received<'a> {
    body: &'a [u8],
    object: Object<'a>,
    pub(super) signature: Signature,
    /// Of the body as received.
    pub(super) digest: Digest,
}

impl<'a> Received<'a> {
    pub(super) fn read(body: &'a [u8], signature: &str, limits: &Limits) -> Result<Self> {
        let signature = Signature::from_hex(signature)?;
        Ok(Self { body, object: parse_object(body, limits)?, signature, digest: double_sha256(body) })
    }
}
