//! A callback, stage by stage.

use alloc::format;
use alloc::vec::Vec;

use super::candidates::{
    Change, Trials, bare_path, json_texts, right_params, whole_texts, with_line_end, wrong_params,
};
use super::explanation::{Explanation, Kind};
use super::input::CallbackToExplain;
use super::keys::KnownKeys;
use super::mistake::Mistake;
use super::search::investigate;
use crate::json::{Limits, MemberOrder, Object, parse_object};
use crate::model::{Callback, CallbackForm};

/// Explains a callback: what is signed, stage by stage; whether the signature holds; and if it does not, which known mistakes give it,
/// made by whoever signed it or by what stands between the socket and this call.
///
/// It never fails: what is wrong with the input is listed in [`Explanation::faults`].
pub fn explain_callback(callback: &CallbackToExplain<'_>) -> Explanation {
    let mut out = Explanation::new(Kind::Callback);
    let body = out.note(parse_object(callback.body, &Limits::DEFAULT));
    if let Some(body) = &body {
        out.show_members(body);
    }
    let keys = KnownKeys::of_callback(callback, &mut out);
    let forms = forms(callback.body, body.as_ref());
    out.show_text(callback.body, callback.private_key);
    if let Some(signature) = callback.signature {
        let trials = trials(callback, body.as_ref(), &forms);
        let texts: Vec<_> = forms.iter().map(|(_, text)| text.clone()).collect();
        let matched = investigate(&mut out, signature, &keys, &texts, trials);
        if let Some(text) = matched {
            out.show_text(&text, callback.private_key);
            out.matched_form = forms.into_iter().find_map(|(form, other)| (other == text).then_some(form));
        }
        if let (Some(body), Some(form), Some(key)) = (body, out.matched_form, out.matched_key.clone()) {
            out.note(Callback::from_verified(body, form, key));
        }
    }
    out.without_secret(callback.private_key)
}

/// The texts that a genuine signature is made over, in the order in which they are tried.
fn forms(received: &[u8], body: Option<&Object<'_>>) -> Vec<(CallbackForm, Vec<u8>)> {
    let mut forms = Vec::from([(CallbackForm::AsReceived, received.to_vec())]);
    if let Some(body) = body {
        forms.push((CallbackForm::Compact, body.to_json(MemberOrder::AsReceived).into_bytes()));
        forms.push((CallbackForm::CompactSorted, body.to_json(MemberOrder::Sorted).into_bytes()));
    }
    forms
}

/// Everything that may have been signed.
fn trials(callback: &CallbackToExplain<'_>, body: Option<&Object<'_>>, forms: &[(CallbackForm, Vec<u8>)]) -> Trials {
    let mut trials = Trials::new(callback.body);
    for (_, text) in forms {
        trials.main.push(Change::default(), text.as_slice());
    }
    let Some(body) = body.filter(|_| !trials.is_cut) else {
        with_line_end(&mut trials.main, &Change::default(), callback.body);
        return trials;
    };
    for (change, text) in json_texts(body) {
        trials.main.push(change, text);
    }
    for (_, text) in forms {
        with_line_end(&mut trials.main, &Change::default(), text);
        if let Ok(text) = core::str::from_utf8(text) {
            whole_texts(&mut trials.main, &Change::default(), text);
        }
    }

    let mut pairs = Vec::from([right_params(body)]);
    pairs.extend(wrong_params(body).into_iter().filter(|params| params.change.mistakes.len() == 1));
    for params in &pairs {
        trials.main.push(Change::of(Mistake::PairsSigned, "").and(&params.change), params.text.as_str());
    }
    let bodies = forms.iter().filter_map(|(_, text)| core::str::from_utf8(text).ok());
    let texts: Vec<&str> = bodies.chain(pairs.first().map(|params| params.text.as_str())).collect();
    let given = callback.path.unwrap_or_default();
    for path in [bare_path(given).as_str(), given] {
        for nonce in [callback.nonce.unwrap_or_default(), ""] {
            for text in &texts {
                let change = Change::of(Mistake::RequestPrefixAdded, format!("in front stands POST|{path}|{nonce}|"));
                trials.main.push(change, format!("POST|{path}|{nonce}|{text}"));
            }
        }
    }
    trials
}
