use std::path::{Path, PathBuf};

use tarspay_core::PrivateKey;
use tarspay_core::explain::{
    self, CallbackToExplain, Explanation, RequestToExplain, explain_callback, explain_request,
};

use crate::args::{ExplainArgs, ExplainCallbackArgs, ExplainRequestArgs, ExplainWhat, KeyArgs};
use crate::failure::Failure;
use crate::output::{Output, Verdict};
use crate::{input, secret};

pub(crate) fn run(args: &ExplainArgs, output: &mut Output) -> Result<Verdict, Failure> {
    let explanation = match &args.what {
        ExplainWhat::Callback(args) => callback(args)?,
        ExplainWhat::Request(args) => request(args)?,
    };
    if output.is_json() {
        output.json(&explanation)?;
    } else {
        show(&explanation, output);
    }
    // A signature that holds over a message which the library refuses, such as one with a member missing, is not good.
    let is_good =
        explanation.faults.is_empty() && explanation.verdict.is_none_or(|verdict| verdict == explain::Verdict::Valid);
    Ok(if is_good { Verdict::Good } else { Verdict::Bad })
}

fn callback(args: &ExplainCallbackArgs) -> Result<Explanation, Failure> {
    refuse_keys(args.path.iter().chain(&args.nonce))?;
    let body = input::bytes(&args.body.body)?;
    let keys = args.public_keys.iter().map(|key| input::public_key_text(key)).collect::<Result<Vec<_>, _>>()?;
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    Ok(explain_callback(&CallbackToExplain {
        body: &body,
        signature: args.signature.as_deref(),
        keys: &keys,
        private_key: private_key(args.suspects.key_file.as_ref(), &args.body.body)?.as_ref(),
        other_keys: &input::public_keys(&args.suspects.other_keys)?,
        path: args.path.as_deref(),
        nonce: args.nonce.as_deref(),
    }))
}

fn request(args: &ExplainRequestArgs) -> Result<Explanation, Failure> {
    refuse_keys([&args.method, &args.path, &args.nonce].into_iter().chain(&args.other_nonces))?;
    let body = input::bytes(&args.body.body)?;
    let other_nonces: Vec<&str> = args.other_nonces.iter().map(String::as_str).collect();
    let api_key = args.api_key.as_ref().map(|key| input::public_key_text(key)).transpose()?;
    Ok(explain_request(&RequestToExplain {
        method: &args.method,
        path: &args.path,
        nonce: &args.nonce,
        body: &body,
        api_key: api_key.as_deref(),
        private_key: private_key(args.suspects.key_file.as_ref(), &args.body.body)?.as_ref(),
        signature: args.signature.as_deref(),
        other_keys: &input::public_keys(&args.suspects.other_keys)?,
        other_nonces: &other_nonces,
    }))
}

/// Only the file that is named: the variable that `sign` falls back on may hold a key that has nothing to do with this message.
fn private_key(file: Option<&PathBuf>, body: &Path) -> Result<Option<PrivateKey>, Failure> {
    file.map(|file| input::private_key(&KeyArgs { key_file: Some(file.clone()) }, body)).transpose()
}

/// These are shown again.
fn refuse_keys<'a>(mut shown: impl Iterator<Item = &'a String>) -> Result<(), Failure> {
    if shown.any(|text| secret::holds_key(text)) { Err(secret::on_the_command_line()) } else { Ok(()) }
}

fn show(explanation: &Explanation, output: &mut Output) {
    let is_valid = explanation.verdict == Some(explain::Verdict::Valid);
    let mut is_verdict = false;
    for line in explanation.to_text().lines() {
        match line {
            "Faults in the input" | "Diagnosis" => output.warning(line),
            heading if !heading.starts_with(' ') => output.heading(heading),
            verdict if is_verdict && is_valid => output.good(verdict),
            verdict if is_verdict => output.bad(verdict),
            content => output.line(format_args!("{content}")),
        }
        is_verdict = line == "Verdict";
    }
}
