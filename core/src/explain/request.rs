//! A request, stage by stage.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::candidates::{
    Change, RequestLine, Trials, bare_path, json_texts, nonces_around, right_params, whole_texts, with_line_end,
    wrong_lines, wrong_params,
};
use super::explanation::{Explanation, Kind};
use super::input::RequestToExplain;
use super::keys::KnownKeys;
use super::mistake::Mistake;
use super::search::investigate;
use crate::error::Error;
use crate::json::{Limits, Object, parse_object};
use crate::sign_string::{Nonce, check_path, normalized_method, params, string_to_sign};

/// Explains a request: what is signed, stage by stage; the signature that the private key makes; whether the one given holds; and
/// if it does not, which known mistakes give it.
///
/// It never fails: what is wrong with the input is listed in [`Explanation::faults`].
pub fn explain_request(request: &RequestToExplain<'_>) -> Explanation {
    let mut out = Explanation::new(Kind::Request);
    let parts = Parts::read(request, &mut out);
    let keys = KnownKeys::of_request(request, &mut out);
    let right_text = parts.string_to_sign();
    if let Some(text) = &right_text {
        out.show_text(text.as_bytes(), request.private_key);
    }
    if let Some(signature) = request.signature {
        let right_texts: Vec<_> = right_text.into_iter().map(String::into_bytes).collect();
        investigate(&mut out, signature, &keys, &right_texts, parts.trials(request));
    }
    out.without_secret(request.private_key)
}

/// The request as far as it can be read, its method and path put right.
struct Parts<'a> {
    method: String,
    path: String,
    nonce: Option<Nonce>,
    body: Option<Object<'a>>,
}

impl<'a> Parts<'a> {
    fn read(request: &RequestToExplain<'a>, out: &mut Explanation) -> Self {
        out.note(normalized_method(request.method));
        let path = bare_path(request.path);
        out.note(check_path(request.path).map_err(|error| {
            let read = if check_path(&path).is_ok() { format!("; read here as {path}") } else { String::new() };
            Error::new(error.code(), format!("{}{read}", error.message())).with_field("path")
        }));
        let nonce = out.note(Nonce::parse(request.nonce));
        let body = out.note(parse_object(request.body, &Limits::DEFAULT));
        if let Some(body) = &body {
            out.show_members(body);
            out.note(params(body));
        }
        Self { method: request.method.to_ascii_uppercase(), path, nonce, body }
    }

    fn string_to_sign(&self) -> Option<String> {
        string_to_sign(&self.method, &self.path, self.nonce.as_ref()?, self.body.as_ref()?).ok()
    }

    /// Everything that may have been signed.
    fn trials(&self, request: &RequestToExplain<'a>) -> Trials {
        let mut trials = Trials::new(request.body);
        let json = |detail: &str| Change::of(Mistake::JsonBodySigned, detail);
        let Some(body) = &self.body else {
            trials.main.push(json("the body as received"), request.body);
            return trials;
        };
        let line = RequestLine::right(&self.method, &self.path, request.nonce);
        let right = right_params(body);
        let right_change = line.change.and(&right.change);
        let right_text = line.with(&right.text);
        trials.main.push(right_change.clone(), right_text.as_str());
        trials.main.push(json("the body as received"), request.body);
        if trials.is_cut {
            return trials;
        }

        let wrong_params = wrong_params(body);
        let (one, two) = wrong_params.split_at(wrong_params.partition_point(|params| params.change.mistakes.len() < 2));
        let wrong_lines = wrong_lines(request, &self.method, &self.path);
        for params in one {
            trials.main.push(line.change.and(&params.change), line.with(&params.text));
        }
        for wrong in &wrong_lines {
            trials.main.push(wrong.change.and(&right.change), wrong.with(&right.text));
        }
        with_line_end(&mut trials.main, &right_change, right_text.as_bytes());
        whole_texts(&mut trials.main, &right_change, &right_text);
        trials.main.push(right_change.and(&Change::of(Mistake::TrailingAmpersand, "")), format!("{right_text}&"));
        let as_received = String::from_utf8_lossy(request.body);
        trials.main.push(json("the body as received, behind METHOD|PATH|NONCE"), line.with(&as_received));
        with_line_end(&mut trials.main, &json("the body as received"), request.body);
        for (style, text) in json_texts(body) {
            let numbers = style.only(&[Mistake::NumbersAsStrings, Mistake::NumbersAsFloats]);
            let change = Change::of(Mistake::JsonBodySigned, "").and(&numbers);
            trials.pairs.push(line.change.and(&change).detail("it stands behind METHOD|PATH|NONCE"), line.with(&text));
            trials.main.push(change, text);
        }

        for params in two {
            trials.pairs.push(line.change.and(&params.change), line.with(&params.text));
        }
        // One way of each kind is enough here.
        let kinds = one.chunk_by(|left, right| left.change.mistakes == right.change.mistakes);
        for params in kinds.filter_map(<[_]>::first) {
            for wrong in &wrong_lines {
                trials.pairs.push(wrong.change.and(&params.change), wrong.with(&params.text));
            }
        }

        let (method, path) = (self.method.clone(), self.path.clone());
        trials.late = Box::new(nonces_around(request.nonce).map(move |nonce| {
            let change =
                right.change.and(&Change::of(Mistake::NonceDiffers, format!("the nonce was signed as {nonce}")));
            (change, RequestLine::right(&method, &path, &nonce).with(&right.text).into_bytes())
        }));
        trials
    }
}
