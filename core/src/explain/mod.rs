//! What was signed, stage by stage, and which known mistake gives the signature at hand.
//!
//! A signature that does not match says nothing about why. Here the texts, hashes, keys and forms that people are known to get wrong are
//! tried one by one until one of them gives exactly the signature at hand; that one is then named and is certain. Keys are
//! only compared, never guessed: a signature by an unknown key over an unknown text stays unexplained and is called so.
//!
//! Two mistakes in one signature are found as well: one in the text and one in the hash, key or form of the signature, or two in the text.
//! The work is bounded: at most some 3,000 digests are tried, which takes some 0.1 s for an
//! ordinary body and a second for the largest that is searched; a signature without mistakes costs one.
//!
//! ```
//! use tarspay_core::explain::{RequestToExplain, explain_request};
//!
//! let explanation = explain_request(&RequestToExplain {
//!     method: "POST",
//!     path: "/api/v1/test",
//!     nonce: "1537498830736",
//!     body: br#"{"price":"100","amount":"100"}"#,
//!     ..RequestToExplain::default()
//! });
//! assert_eq!(explanation.string_to_sign.as_deref(), Some("POST|/api/v1/test|1537498830736|amount=100&price=100"));
//! println!("{explanation}");
//! ```

mod callback;
mod candidates;
mod explanation;
mod input;
mod keys;
mod matcher;
mod mistake;
mod request;
mod search;
mod signature_form;
mod stages;
mod text;

pub use callback::explain_callback;
pub use explanation::{Diagnosis, Explanation, Fault, KeyRole, Kind, KnownKey, Member, SignedMember, Verdict};
pub use input::{CallbackToExplain, RequestToExplain};
pub use mistake::Mistake;
pub use request::explain_request;

/// How far from the header's nonce another one is looked for, in milliseconds to either side.
pub const NONCE_WINDOW_MS: u64 = 250;

/// The longest body, in bytes, with which every known mistake is tried; with longer ones only mistakes in hash, key and form are.
pub const MAX_SEARCH_BYTES: usize = 16 << 10;
