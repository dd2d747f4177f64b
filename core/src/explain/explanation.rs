//! What is answered.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;

use super::mistake::Mistake;
use crate::crypto::PublicKey;
use crate::error::{Error, ErrorCode};
use crate::model::CallbackForm;

/// Every stage from what was sent or received to its signature, and what went wrong.
///
/// It holds the members' values, so it is as confidential as the body; it never holds any part of a private key.
/// `Display` and [`to_text`](Self::to_text) give it for reading, serde as data with the fields' names in camelCase.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// What was explained.
    pub kind: Kind,
    /// What breaks the gateway's rules in the input itself, whatever was signed.
    pub faults: Vec<Fault>,
    /// The members in the order of the body; empty if the body can't be read.
    pub members: Vec<Member>,
    /// The members sorted by name, each with the text that it is signed with in a request.
    pub signed_members: Vec<SignedMember>,
    /// The text that the rules say is signed; none if the input breaks them. Of a callback, the form that matched, else the body as received.
    pub string_to_sign: Option<String>,
    /// SHA-256 of the string to sign: 64 hex digits.
    pub first_digest: Option<String>,
    /// SHA-256 of the 32 bytes of the first digest, 64 hex digits: what is signed.
    pub second_digest: Option<String>,
    /// The signature that the private key given makes, DER in hex; none without a private key.
    pub signature: Option<String>,
    /// Whether the signature given holds; none if none was given, or no key to check it with.
    pub verdict: Option<Verdict>,
    /// The key under which the signature holds over the right text.
    pub matched_key: Option<PublicKey>,
    /// Which text of a callback's body the signature was made over.
    pub matched_form: Option<CallbackForm>,
    /// What went wrong; none if nothing did, or if there was no signature to look into.
    pub diagnosis: Option<Diagnosis>,
}

/// What was explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A merchant's request to the gateway.
    Request,
    /// The gateway's notification to a merchant.
    Callback,
}

/// Something in the input that breaks the rules, as the library's other calls would report it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// The stable code.
    pub code: ErrorCode,
    /// The member, header or argument at fault, where there is one.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: Cow<'static, str>,
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        Self {
            code: error.code(),
            field: error.field().map(ToString::to_string),
            message: error.message().to_string(),
            remedy: error.code().remedy().into(),
        }
    }
}

/// One member of the body.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its JSON type: `null`, `boolean`, `number`, `string`, `array` or `object`.
    pub json_type: &'static str,
    /// Its value as compact JSON, numbers as written.
    pub json: String,
}

/// One member as it is signed in a request: `name=text`.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedMember {
    /// Its name.
    pub name: String,
    /// The text of its value.
    pub text: String,
}

/// Whether the signature given holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It was made over the right text by the right key.
    Valid,
    /// It can be read, but was not made over the right text by the right key.
    Mismatch,
    /// The receiver can't read it.
    Unreadable,
}

/// Why a signature does not hold.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnosis {
    /// The mistakes that together give the signature, the one in the text first, then hash, key and form of the signature.
    pub mistakes: Vec<Mistake>,
    /// Whether they were shown to give exactly this signature. Only [`Mistake::OtherKey`] is not: it is what remains.
    pub proven: bool,
    /// What happened, in sentences.
    pub text: String,
    /// What to do about it, in sentences.
    pub remedy: String,
    /// The text that was really signed, where that is proven; characters that are no UTF-8 are replaced.
    pub signed_text: Option<String>,
    /// The key that really made the signature, where that is proven.
    pub key: Option<KnownKey>,
    /// The public keys under which the signature holds if the text was right. Any signature has some: they prove nothing by themselves.
    pub recovered_keys: Vec<PublicKey>,
}

/// A key and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownKey {
    /// The key.
    pub public_key: PublicKey,
    /// How it is known.
    pub role: KeyRole,
}

/// How a key is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyRole {
    /// The request's API key.
    ApiKey,
    /// A key that is trusted to sign callbacks.
    Trusted,
    /// The system key that the gateway publishes.
    Gateway,
    /// The public half of the private key given.
    PrivateKey,
    /// One of the other keys given.
    Other,
}

impl KeyRole {
    /// The key in words, as they fit after "made by".
    pub const fn words(self) -> &'static str {
        match self {
            Self::ApiKey => "the API key",
            Self::Trusted => "a trusted key",
            Self::Gateway => "the gateway's published system key",
            Self::PrivateKey => "the private key given",
            Self::Other => "one of the other keys given",
        }
    }
}

/// Bodies hold people's names and accounts: `Debug` shows the outcome, never content.
impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Explanation({:?}, {:?}, {:?}, {:?})", self.kind, self.faults, self.verdict, self.diagnosis)
    }
}

impl fmt::Debug for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Diagnosis({:?}, proven: {})", self.mistakes, self.proven)
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({}, {})", self.name, self.json_type)
    }
}

impl fmt::Debug for SignedMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedMember({})", self.name)
    }
}
