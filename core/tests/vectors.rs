//! The staged vectors: one case for each rule. tests/vectors/README.md says how a case is read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use serde_json::{Map, Value, json};
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::sign_string::params;
use tarspay_core::{
    Error, Nonce, PrivateKey, PublicKey, ReceivedRequest, Result, Signature, Signer, UnsignedRequest, Verifier,
};

type Operation = fn(&Value) -> Result<Value>;

const FILES: [(&str, Operation, &str); 7] = [
    ("sign_request", sign_request, include_str!("../../tests/vectors/staged/sign_request.json")),
    ("verify_request", verify_request, include_str!("../../tests/vectors/staged/verify_request.json")),
    ("verify_callback", verify_callback, include_str!("../../tests/vectors/staged/verify_callback.json")),
    ("verify_text", verify_text, include_str!("../../tests/vectors/staged/verify_text.json")),
    ("private_key", private_key, include_str!("../../tests/vectors/staged/private_key.json")),
    ("public_key", public_key, include_str!("../../tests/vectors/staged/public_key.json")),
    ("signature", signature, include_str!("../../tests/vectors/staged/signature.json")),
];

#[test]
fn every_staged_case_holds() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (op, operation, text) in FILES {
        let file: Value = serde_json::from_str(text).unwrap();
        assert_eq!(file["op"], op);
        for case in file["cases"].as_array().unwrap() {
            let found = operation(&case["input"]);
            count += 1;
            if let Some(difference) = difference(&found, case["expect"].as_object().unwrap()) {
                wrong.push(format!("{op}/{}: {difference}", case["name"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 280, "{count}");
}

#[test]
fn no_staged_file_is_left_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/staged");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), FILES.len());
}

/// What differs from what is expected; every expected member must have been found.
fn difference(found: &Result<Value>, expect: &Map<String, Value>) -> Option<String> {
    match found {
        Err(error) => {
            let wanted = (expect.get("error").and_then(Value::as_str), expect.get("field").and_then(Value::as_str));
            let field = wanted.1.and(error.field());
            (wanted != (Some(error.code().as_str()), field)).then(|| format!("{error}, expected {wanted:?}"))
        }
        Ok(found) => expect
            .iter()
            .find(|(name, value)| found.get(name.as_str()) != Some(value))
            .map(|(name, value)| format!("{name} is {:?}, expected {value}", found.get(name))),
    }
}

fn text<'v>(input: &'v Value, name: &str) -> &'v str {
    input[name].as_str().unwrap_or_else(|| panic!("{name} is no text"))
}

fn body(input: &Value) -> Vec<u8> {
    if let Some(parts) = input.get("body_parts") {
        let part = |part: &Value| part[0].as_str().unwrap().repeat(usize::try_from(part[1].as_u64().unwrap()).unwrap());
        return parts.as_array().unwrap().iter().map(part).collect::<String>().into_bytes();
    }
    match input.get("body_hex") {
        Some(bytes) => hex::decode(bytes.as_str().unwrap()).unwrap(),
        None => text(input, "body").as_bytes().to_vec(),
    }
}

fn keys(input: &Value, name: &str) -> Result<Verifier> {
    let keys: Result<Vec<PublicKey>> =
        input[name].as_array().unwrap().iter().map(|key| PublicKey::from_hex(key.as_str().unwrap())).collect();
    Verifier::new(keys?)
}

fn sign_request(input: &Value) -> Result<Value> {
    let body = body(input);
    let signer = Signer::new(PrivateKey::from_hex(text(input, "private_key"))?);
    let nonce = Nonce::parse(text(input, "nonce"))?;
    let (method, path) = (text(input, "method"), text(input, "path"));
    let request = signer.sign_json(method, path, &nonce, &body)?;
    assert_eq!(request.body.as_bytes(), body);
    let object = parse_object(&body, &Limits::DEFAULT)?;
    let members: Vec<Value> = params(&object)?.iter().map(|param| json!([param.name, param.value])).collect();
    // Members given as an object sign the same string, whatever their white space was.
    assert_eq!(signer.sign_request(method, path, &nonce, &object)?.string_to_sign, request.string_to_sign);
    let digest = UnsignedRequest::from_object(method, path, &nonce, &object)?.signing_digest();
    let [(_, api_key), (_, sent_nonce), (_, signature), _] = &request.headers;
    assert_eq!(sent_nonce, nonce.as_str());
    Ok(json!({
        "method": request.method,
        "members": members,
        "string_to_sign": request.string_to_sign,
        "digest": hex::encode(digest),
        "signature": signature,
        "api_key": api_key,
    }))
}

fn verify_request(input: &Value) -> Result<Value> {
    let body = body(input);
    let request = ReceivedRequest {
        method: text(input, "method"),
        path: text(input, "path"),
        nonce: text(input, "nonce"),
        api_key: text(input, "api_key"),
        signature: text(input, "signature"),
        body: &body,
    };
    let verifier = keys(input, "trusted")?;
    let verified = verifier.verify_request(&request)?;
    Ok(json!({"string_to_sign": verified.string_to_sign, "api_key": verified.api_key}))
}

fn verify_callback(input: &Value) -> Result<Value> {
    let callback = keys(input, "keys")?.verify_callback(&body(input), text(input, "signature"))?;
    Ok(json!({
        "form": callback.matched_form,
        "key": callback.matched_key,
        "biz_type": callback.biz_type,
        "state": callback.state,
        "replay_key": callback.replay_key(),
        "members": callback.members.iter().map(|(name, _)| name).collect::<Vec<_>>(),
    }))
}

fn verify_text(input: &Value) -> Result<Value> {
    let verifier = keys(input, "keys")?;
    let key = verifier.verify_text(text(input, "text").as_bytes(), text(input, "signature"))?;
    Ok(json!({"key": key}))
}

fn private_key(input: &Value) -> Result<Value> {
    let key = PrivateKey::parse(text(input, "text"))?;
    Ok(json!({"public_key": key.public_key()}))
}

fn public_key(input: &Value) -> Result<Value> {
    let key = PublicKey::parse(text(input, "text"))?;
    Ok(json!({"hex": key.to_hex(), "uncompressed": key.to_uncompressed_hex()}))
}

fn signature(input: &Value) -> Result<Value> {
    let signature = Signature::from_hex(text(input, "text"))?;
    Ok(json!({
        "high_s": signature.is_high_s(),
        "normalized": signature.normalized().to_hex(),
        "raw": hex::encode(signature.to_raw()),
    }))
}

/// The texts of errors name the mistake; the codes alone are in the vectors.
#[test]
fn errors_name_the_mistake() {
    let key = "1f2e3d4c5b6a798800112233445566778899aabbccddeeff0123456789abcdef";
    let private = |text: &str| PrivateKey::parse(text).unwrap_err();
    let public = |text: &str| PublicKey::parse(text).unwrap_err();
    let signature = |text: &str| Signature::from_hex(text).unwrap_err();
    let body = |text: &str| parse_object(text.as_bytes(), &Limits::DEFAULT).unwrap_err();
    let nonce = |text: &str| Nonce::parse(text).unwrap_err();
    let told: [(Error, &str); 19] = [
        (private(&format!("0x{key}")), "starts with 0x"),
        (private(&format!("{key}\n")), "line end"),
        (private(&key[2..]), "leading zeros"),
        (private(&format!("00{key}")), "BigInteger"),
        (private(&format!("'{key}'")), "quotes"),
        (private("-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----END ENCRYPTED PRIVATE KEY-----\n"), "encrypted"),
        (private(PublicKey::GATEWAY_HEX), "public key"),
        (public(key), "private key"),
        (public(&format!("06{key}{key}")), "hybrid"),
        (public(&format!("{key}{key}")), "04"),
        (public("00"), "infinity"),
        (signature("MEUCIQDyZ+0Kc3VtIGJhc2U2NCBoZXJl"), "base64"),
        (signature(&format!("{key}{key}")), "raw r and s"),
        (body("[object Object]"), "JavaScript"),
        (body("{'a': 1}"), "Python"),
        (body("{a=1}"), "Java"),
        (body("a=1&b=2"), "form"),
        (nonce("1704183963"), "seconds"),
        (nonce("1704183963685000"), "microseconds"),
    ];
    for (error, word) in told {
        assert!(error.to_string().contains(word), "{error} does not say {word}");
        assert!(!error.to_string().contains(&key[..16]), "{error}");
    }
}
