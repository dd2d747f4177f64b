//! The texts that may have been signed, the right one first.

mod hashes;
mod json_styles;
mod numbers;
mod percent;
mod request_line;
mod request_members;
mod whole_text;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use super::MAX_SEARCH_BYTES;
use super::mistake::Mistake;
use crate::crypto::Digest;

pub(super) use hashes::{Hashing, hashings, sha256};
pub(super) use json_styles::json_texts;
pub(super) use request_line::{RequestLine, bare_path, nonces_around, wrong_lines};
pub(super) use request_members::{right_params, wrong_params};
pub(super) use whole_text::{whole_texts, with_line_end};

/// What turns the right text into a candidate: mistakes and how exactly they were made.
#[derive(Clone, Default)]
pub(super) struct Change {
    pub(super) mistakes: Vec<Mistake>,
    pub(super) details: Vec<String>,
}

impl Change {
    pub(super) fn new(mistakes: &[Mistake], detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { mistakes: mistakes.to_vec(), details: if detail.is_empty() { Vec::new() } else { Vec::from([detail]) } }
    }

    pub(super) fn of(mistake: Mistake, detail: impl Into<String>) -> Self {
        Self::new(&[mistake], detail)
    }

    /// The same mistakes with another detail.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// The same change without the mistakes that are not among `mistakes`.
    pub(super) fn only(mut self, mistakes: &[Mistake]) -> Self {
        self.mistakes.retain(|mistake| mistakes.contains(mistake));
        self
    }

    /// Both changes, this one first.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for &mistake in &other.mistakes {
            if !both.mistakes.contains(&mistake) {
                both.mistakes.push(mistake);
            }
        }
        both.details.extend(other.details.iter().cloned());
        both
    }
}

/// A text that may have been signed.
pub(super) struct Candidate {
    pub(super) change: Change,
    pub(super) text: Vec<u8>,
    /// SHA-256 of the text, from which most hashings go on.
    pub(super) first: Digest,
}

/// Distinct texts, the simplest explanation of each first.
#[derive(Default)]
pub(super) struct Candidates(Vec<Candidate>);

impl Candidates {
    /// Adds a text, unless an earlier candidate has the same.
    pub(super) fn push(&mut self, change: Change, text: impl Into<Vec<u8>>) {
        let text = text.into();
        let first = Sha256::digest(&text).into();
        if self.iter().all(|earlier| earlier.first != first) {
            self.0.push(Candidate { change, text, first });
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Candidate> {
        self.0.iter()
    }
}

/// What is tried, in this order.
pub(super) struct Trials {
    /// Tried with every hashing.
    pub(super) main: Candidates,
    /// Two mistakes at once: tried with two and with one SHA-256.
    pub(super) pairs: Candidates,
    /// Tried with the right hashing.
    pub(super) late: Box<dyn Iterator<Item = (Change, Vec<u8>)>>,
    /// Whether the body is too long to try everything.
    pub(super) is_cut: bool,
}

impl Trials {
    pub(super) fn new(body: &[u8]) -> Self {
        Self {
            main: Candidates::default(),
            pairs: Candidates::default(),
            late: Box::new(core::iter::empty()),
            is_cut: body.len() > MAX_SEARCH_BYTES,
        }
    }
}
