//! Many callbacks: archives, audits.

use alloc::vec::Vec;

use super::Verifier;
use super::callback::Received;
use crate::crypto::{Digest, PublicKey, Signature};
use crate::error::Result;
use crate::model::Callback;

impl Verifier {
    /// Checks many callbacks, bodies with their signatures, and costs less for each than one by one: what
    /// [`verify_callback`](Self::verify_callback) says of each, in order. A bad one never stops the rest.
    pub fn verify_callbacks<'a>(
        &self,
        callbacks: impl IntoIterator<Item = (&'a [u8], &'a str)>,
    ) -> Vec<Result<Callback>> {
        let read = |(body, signature)| Received::read(body, signature, &self.limits);
        let received: Vec<Result<Received<'_>>> = callbacks.into_iter().map(read).collect();
        let signed: Vec<(Digest, Signature)> =
            received.iter().flatten().map(|received| (received.digest, received.signature)).collect();
        let mut keys = self.matching_keys(&signed).into_iter();
        received
            .into_iter()
            .map(|received| received.and_then(|received| self.finish(received, keys.next().flatten())))
            .collect()
    }

    /// The key that made each of the signatures.
    fn matching_keys(&self, signed: &[(Digest, Signature)]) -> Vec<Option<&PublicKey>> {
        let mut found: Vec<Option<&PublicKey>> = signed.iter().map(|_| None).collect();
        for (key, prepared) in self.keys.iter().zip(&self.prepared) {
            let mut missing: Vec<_> = found.iter_mut().zip(signed).filter(|(found, _)| found.is_none()).collect();
            let still: Vec<(Digest, Signature)> = missing.iter().map(|(_, signed)| **signed).collect();
            for ((found, _), holds) in missing.iter_mut().zip(prepared.verify_many(key, &still)) {
                **found = holds.then_some(key);
            }
        }
        found
    }
}
