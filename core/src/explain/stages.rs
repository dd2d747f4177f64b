//! Filling in an explanation.

use alloc::string::ToString;
use alloc::vec::Vec;

use base64ct::{Base64Unpadded, Encoding};
use zeroize::Zeroizing;

use super::candidates::sha256;
use super::explanation::{Explanation, Fault, Kind, Member, SignedMember};
use crate::crypto::{PrivateKey, double_sha256, hazmat};
use crate::error::{Error, ErrorCode, Result};
use crate::json::{MemberOrder, Object};
use crate::sign_string::value_text;

impl Explanation {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            faults: Vec::new(),
            members: Vec::new(),
            signed_members: Vec::new(),
            string_to_sign: None,
            first_digest: None,
            second_digest: None,
            signature: None,
            verdict: None,
            matched_key: None,
            matched_form: None,
            diagnosis: None,
        }
    }

    /// Turns an error into a fault, each once.
    pub(super) fn note<T>(&mut self, result: Result<T>) -> Option<T> {
        result
            .map_err(|error| {
                let fault = Fault::from(&error);
                if !self.faults.contains(&fault) {
                    self.faults.push(fault);
                }
            })
            .ok()
    }

    pub(super) fn show_members(&mut self, body: &Object<'_>) {
        let member = |(name, value): (&str, &crate::json::Value<'_>)| Member {
            name: name.to_string(),
            json_type: value.type_name().rsplit(' ').next().unwrap_or_default(),
            json: value.to_json(MemberOrder::AsReceived),
        };
        self.members = body.iter().map(member).collect();
        let is_request = self.kind == Kind::Request;
        let signed = |(name, value): (&str, &crate::json::Value<'_>)| SignedMember {
            name: name.to_string(),
            text: if is_request { value_text(value).into_owned() } else { value.to_json(MemberOrder::Sorted) },
        };
        self.signed_members = body.sorted().into_iter().map(signed).collect();
    }

    /// Shows the text that is signed, its digests, and the signature that the private key makes over it.
    pub(super) fn show_text(&mut self, text: &[u8], private_key: Option<&PrivateKey>) {
        let first = sha256(text);
        self.string_to_sign = core::str::from_utf8(text).ok().map(ToString::to_string);
        self.first_digest = Some(hex::encode(first));
        self.second_digest = Some(hex::encode(sha256(&first)));
        let signature = private_key.map(|key| hazmat::sign_prehash(key, &double_sha256(text)));
        self.signature = signature.and_then(|signature| self.note(signature)).map(|signature| signature.to_hex());
    }

    /// The explanation, unless the private key stands in it, as it does where it was sent in the body or given in the wrong place.
    pub(super) fn without_secret(self, private_key: Option<&PrivateKey>) -> Self {
        let Some(private_key) = private_key else { return self };
        let shown = Zeroizing::new(serde_json::to_string(&self).unwrap_or_default());
        let secret = private_key.expose_hex();
        let bytes = Zeroizing::new(hex::decode(secret.as_bytes()).unwrap_or_default());
        let base64 = Zeroizing::new(Base64Unpadded::encode_string(&bytes));
        let in_lower_case = Zeroizing::new(shown.to_ascii_lowercase());
        let in_one_alphabet = Zeroizing::new(shown.replace('-', "+").replace('_', "/"));
        if !in_lower_case.contains(secret.as_str()) && !in_one_alphabet.contains(base64.as_str()) {
            return self;
        }
        let mut out = Self::new(self.kind);
        let message = "the private key itself stands in the body or in another part given here, so nothing of it is shown; never send it, and replace it with a new one";
        out.note::<()>(Err(Error::new(ErrorCode::KeyKindSwapped, message)));
        out
    }
}
