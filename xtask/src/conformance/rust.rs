//! What the core itself says.

use anyhow::{Result, bail};
use serde_json::{Value, json};
use tarspay_core::catalog::Market;
use tarspay_core::explain::{self, CallbackToExplain, Explanation, RequestToExplain};
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::{Endpoint, RequestOptions, validate};
use tarspay_core::{
    Error, Nonce, PrivateKey, PublicKey, ReceivedRequest, Signature, Signer, UnsignedRequest, Verifier,
};

use super::Answers;
use super::case::Case;

pub(super) fn answers(cases: &[Case]) -> Result<Answers> {
    cases.iter().map(|case| Ok((case.id.clone(), answer(case)?))).collect()
}

fn answer(case: &Case) -> Result<Value> {
    let operation = match case.op.as_str() {
        "sign_request" => sign_request,
        "verify_request" => verify_request,
        "verify_callback" => verify_callback,
        "verify_text" => verify_text,
        "private_key" => private_key,
        "public_key" => public_key,
        "signature" => signature,
        "validate" => problems,
        "explain_request" => explain_request,
        "explain_callback" => explain_callback,
        other => bail!("unknown op {other}"),
    };
    Ok(operation(case).unwrap_or_else(|error| json!({"error": error.code().as_str(), "field": error.field()})))
}

fn sign_request(case: &Case) -> Result<Value, Error> {
    let signer = Signer::new(PrivateKey::parse(case.text("private_key"))?);
    let nonce = Nonce::parse(case.text("nonce"))?;
    let (method, path, body) = (case.text("method"), case.text("path"), case.body());
    let request = signer.sign_json(method, path, &nonce, &body)?;
    let unsigned = UnsignedRequest::from_json(method, path, &nonce, &body, &Limits::DEFAULT)?;
    let [(_, api_key), _, (_, signature), _] = &request.headers;
    Ok(json!({
        "method": request.method,
        "string_to_sign": request.string_to_sign,
        "digest": hex::encode(unsigned.signing_digest()),
        "signature": signature,
        "api_key": api_key,
    }))
}

fn verify_request(case: &Case) -> Result<Value, Error> {
    let body = case.body();
    let verifier = verifier(case, "trusted")?;
    let verified = verifier.verify_request(&ReceivedRequest {
        method: case.text("method"),
        path: case.text("path"),
        nonce: case.text("nonce"),
        api_key: case.text("api_key"),
        signature: case.text("signature"),
        body: &body,
    })?;
    Ok(json!({"string_to_sign": verified.string_to_sign, "api_key": verified.api_key}))
}

fn verify_callback(case: &Case) -> Result<Value, Error> {
    let callback = verifier(case, "keys")?.verify_callback(&case.body(), case.text("signature"))?;
    Ok(json!({
        "form": callback.matched_form,
        "key": callback.matched_key,
        "biz_type": callback.biz_type,
        "state": callback.state,
        "replay_key": callback.replay_key(),
    }))
}

fn verify_text(case: &Case) -> Result<Value, Error> {
    let verifier = verifier(case, "keys")?;
    Ok(json!({"key": verifier.verify_text(case.text("text").as_bytes(), case.text("signature"))?}))
}

fn private_key(case: &Case) -> Result<Value, Error> {
    Ok(json!({"public_key": PrivateKey::parse(case.text("text"))?.public_key()}))
}

fn public_key(case: &Case) -> Result<Value, Error> {
    let key = PublicKey::parse(case.text("text"))?;
    Ok(json!({"hex": key.to_hex(), "uncompressed": key.to_uncompressed_hex()}))
}

fn signature(case: &Case) -> Result<Value, Error> {
    let signature = Signature::from_hex(case.text("text"))?;
    Ok(json!({
        "high_s": signature.is_high_s(),
        "normalized": signature.normalized().to_hex(),
        "raw": hex::encode(signature.to_raw()),
    }))
}

fn problems(case: &Case) -> Result<Value, Error> {
    let flag = |name: &str| case.input.get(name).and_then(Value::as_bool).unwrap_or_default();
    let options = RequestOptions {
        market: case.input.get("market").and_then(Value::as_str).and_then(Market::by_country),
        strict: flag("strict"),
        allow_test_hosts: flag("allow_test_hosts"),
        ..RequestOptions::default()
    };
    let endpoint = Endpoint::from_name(case.text("endpoint"));
    let body = case.body();
    let object = parse_object(&body, &Limits::DEFAULT)?;
    let problems = endpoint.map(|endpoint| validate(endpoint, &object, &options)).unwrap_or_default();
    let short = problems
        .iter()
        .map(|problem| json!([problem.severity, problem.member, problem.code.as_str(), problem.gateway_code]));
    Ok(json!({"problems": short.collect::<Vec<_>>()}))
}

fn explain_request(case: &Case) -> Result<Value, Error> {
    let nonces = case.texts("otherNonces");
    let explanation = explain::explain_request(&RequestToExplain {
        method: case.text("method"),
        path: case.text("path"),
        nonce: case.text("nonce"),
        body: &case.body(),
        api_key: case.optional("apiKey"),
        signature: case.optional("signature"),
        other_keys: &keys(case, "otherKeys")?,
        other_nonces: &nonces,
        ..RequestToExplain::default()
    });
    Ok(explained(&explanation))
}

fn explain_callback(case: &Case) -> Result<Value, Error> {
    let explanation = explain::explain_callback(&CallbackToExplain {
        body: &case.body(),
        signature: case.optional("signature"),
        keys: &case.texts("keys"),
        other_keys: &keys(case, "otherKeys")?,
        path: case.optional("path"),
        nonce: case.optional("nonce"),
        ..CallbackToExplain::default()
    });
    Ok(explained(&explanation))
}

fn explained(explanation: &Explanation) -> Value {
    let mistakes = explanation.diagnosis.iter().flat_map(|diagnosis| &diagnosis.mistakes);
    json!({"mistakes": mistakes.map(|mistake| mistake.as_str()).collect::<Vec<_>>(), "text": explanation.to_text()})
}

fn verifier(case: &Case, name: &str) -> Result<Verifier, Error> {
    Verifier::new(keys(case, name)?)
}

fn keys(case: &Case, name: &str) -> Result<Vec<PublicKey>, Error> {
    case.texts(name).into_iter().map(PublicKey::parse).collect()
}
