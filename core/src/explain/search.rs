//! Tries candidates against the signature until one reproduces it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::candidates::{Candidate, Candidates, Change, Hashing, Trials, hashings};
use super::explanation::{Diagnosis, Explanation, KnownKey, Verdict};
use super::keys::KnownKeys;
use super::matcher::Matcher;
use super::mistake::Mistake;
use super::signature_form::{self, Decoded};
use crate::crypto::{Digest, PublicKey, Signature, double_sha256, hazmat};

/// What the signature was made over, and by whom; no key stands for one of another curve.
struct Found {
    change: Change,
    text: Vec<u8>,
    key: Option<KnownKey>,
}

impl Found {
    fn new(candidate: &Candidate, hashing: &Hashing, key: Option<KnownKey>) -> Self {
        Self { change: candidate.change.and(&hashing.change), text: candidate.text.clone(), key }
    }

    fn has_right_key(&self) -> bool {
        self.key.as_ref().is_some_and(|key| key.role.is_right())
    }
}

/// Fills in verdict, matched key and diagnosis. `right_texts` are what should have been signed, where the rules give it.
/// Returns the text that the signature holds over, if nothing is wrong with it.
pub(super) fn investigate(
    out: &mut Explanation,
    signature: &str,
    keys: &KnownKeys<'_>,
    right_texts: &[Vec<u8>],
    trials: Trials,
) -> Option<Vec<u8>> {
    out.note(Signature::from_hex(signature));
    let Ok(decoded) = signature_form::decode(signature) else {
        out.verdict = Some(Verdict::Unreadable);
        return None;
    };
    let refused = if decoded.is_readable() { Verdict::Mismatch } else { Verdict::Unreadable };
    let is_cut = trials.is_cut;
    let raw = decoded.signature.to_raw();
    let Some(found) = find(&raw, keys, trials) else {
        out.verdict = Some(refused).filter(|_| keys.has_right() || !decoded.is_readable());
        out.diagnosis = Some(nothing_found(&decoded, right_texts, is_cut));
        return None;
    };
    let is_right = found.has_right_key() && found.change.mistakes.is_empty();
    out.verdict = Some(if is_right && decoded.is_readable() { Verdict::Valid } else { refused });
    out.diagnosis = Some(diagnosis(&found, &decoded)).filter(|diagnosis| !diagnosis.mistakes.is_empty());
    out.matched_key = found.key.filter(|_| is_right).map(|key| key.public_key);
    Some(found.text).filter(|_| is_right)
}

fn find(raw: &[u8; 64], keys: &KnownKeys<'_>, trials: Trials) -> Option<Found> {
    let points = keys.list.iter().map(|key| key.public_key.to_point());
    let matcher = Matcher::<k256::Secp256k1>::new(raw, points).filter(Matcher::has_keys);
    let known_key = |digest: &Digest| keys.list.get(matcher.as_ref()?.find(digest)?).cloned();
    let attempt = |candidate: &Candidate, hashing: &Hashing| {
        Some(Found::new(candidate, hashing, Some(known_key(&hashing.digest)?)))
    };
    first_match(trials.main.iter(), 0..1, attempt)
        .or_else(|| first_match(trials.main.iter(), 1..usize::MAX, attempt))
        .or_else(|| first_match(trials.pairs.iter(), 0..2, attempt))
        .or_else(|| on_other_curve(raw, keys, &trials.main))
        .or_else(|| {
            let mut late = trials.late.filter(|_| matcher.is_some());
            late.find_map(|(change, text)| Some(Found { key: Some(known_key(&double_sha256(&text))?), change, text }))
        })
}

/// `which` of each candidate's hashings are tried, in their order.
fn first_match<'c>(
    mut candidates: impl Iterator<Item = &'c Candidate>,
    which: Range<usize>,
    attempt: impl Fn(&Candidate, &Hashing) -> Option<Found>,
) -> Option<Found> {
    candidates.find_map(|candidate| {
        let hashings = hashings(candidate);
        hashings.get(which.start..which.end.min(hashings.len()))?.iter().find_map(|hashing| attempt(candidate, hashing))
    })
}

#[cfg(feature = "explain-full")]
fn on_other_curve(raw: &[u8; 64], keys: &KnownKeys<'_>, candidates: &Candidates) -> Option<Found> {
    let sec1 = keys.texts.iter().filter_map(|text| PublicKey::sec1_of_any_curve(text));
    let points = sec1.filter_map(|key| Some(p256::PublicKey::from_sec1_bytes(&key).ok()?.to_projective()));
    let matcher = Matcher::<p256::NistP256>::new(raw, points).filter(Matcher::has_keys)?;
    let wrong_curve = Change::of(Mistake::WrongCurve, "");
    let attempt = |candidate: &Candidate, hashing: &Hashing| {
        matcher.find(&hashing.digest)?;
        let found = Found::new(candidate, hashing, None);
        Some(Found { change: found.change.and(&wrong_curve), ..found })
    };
    // Slower than the right curve, so other hashes are tried on the first texts alone.
    first_match(candidates.iter(), 0..1, attempt).or_else(|| first_match(candidates.iter().take(3), 1..3, attempt))
}

#[cfg(not(feature = "explain-full"))]
fn on_other_curve(_: &[u8; 64], _: &KnownKeys<'_>, _: &Candidates) -> Option<Found> {
    None
}

fn diagnosis(found: &Found, decoded: &Decoded) -> Diagnosis {
    let mut change = found.change.clone();
    if let Some(key) = found.key.as_ref().filter(|_| !found.has_right_key()) {
        let detail = format!("it was made by {}, {}", key.role.words(), key.public_key);
        change = change.and(&Change::of(Mistake::WrongKey, detail));
    }
    change = change.and(&Change::new(&decoded.mistakes, ""));
    let mut text = sentences(&change.mistakes, Mistake::what);
    if !change.details.is_empty() {
        text.push_str(" Exactly: ");
        text.push_str(&change.details.join("; "));
        text.push('.');
    }
    Diagnosis {
        remedy: sentences(&change.mistakes, Mistake::remedy),
        mistakes: change.mistakes,
        proven: true,
        text,
        signed_text: Some(String::from_utf8_lossy(&found.text).into_owned()),
        key: found.key.clone(),
        recovered_keys: Vec::new(),
    }
}

fn nothing_found(decoded: &Decoded, right_texts: &[Vec<u8>], is_cut: bool) -> Diagnosis {
    let mut recovered: Vec<PublicKey> = Vec::new();
    for key in right_texts.iter().flat_map(|text| hazmat::recover_prehash(&double_sha256(text), &decoded.signature)) {
        if !recovered.contains(&key) {
            recovered.push(key);
        }
    }
    let mut mistakes = decoded.mistakes.clone();
    mistakes.push(Mistake::OtherKey);
    let mut text = sentences(&mistakes, Mistake::what);
    match recovered.as_slice() {
        _ if right_texts.is_empty() => text.push_str(" The input breaks the rules, so there is no right text to recover a key from."),
        [] => text.push_str(
            " No key of secp256k1 can have made it over any text: its r is no point of the curve. It may belong to another curve, or be damaged.",
        ),
        keys => {
            let keys: Vec<String> = keys.iter().map(PublicKey::to_hex).collect();
            let keys = keys.join(" or ");
            text.extend([
                " If the text was right, it was made by another key: ",
                &keys,
                ", which is neither the key that counts here nor the gateway's published system key. This does not show that the text was right: every signature belongs to such keys, whatever was signed.",
            ]);
        }
    }
    if is_cut {
        text.push_str(" The body is too long to try every known mistake: only those in hash, key and form were.");
    }
    Diagnosis {
        remedy: sentences(&mistakes, Mistake::remedy),
        mistakes,
        proven: false,
        text,
        signed_text: None,
        key: None,
        recovered_keys: recovered,
    }
}

fn sentences(mistakes: &[Mistake], of: fn(Mistake) -> &'static str) -> String {
    mistakes.iter().map(|&mistake| of(mistake)).collect::<Vec<_>>().join(" ")
}
