//! Nonsense gets an error, never a panic, and no error repeats what it was given.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use proptest::prelude::*;
use tarspay_core::crypto::double_sha256;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::{
    Endpoint, Error, Nonce, PrivateKey, PublicKey, ReceivedRequest, Signature, Signer, UnsignedRequest, Verifier,
};

const SECRET: &str = "c3a1f00000000000000000000000000000000000000000000000000000000001";
const BODY: &str = r#"{"bizType":2,"currency":"IDR","fee":"6973","mchNo":"M1696154848","nested":[{"a":"\u00e9\n"},1.50,null,true],"state":3}"#;

/// Any bytes, any text, and a valid text with a few bytes changed, dropped or doubled.
fn hostile(valid: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let changed =
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6).prop_map(move |changes| {
            let mut bytes = valid.as_bytes().to_vec();
            for (index, byte, how) in changes {
                let at = index.index(bytes.len());
                match how {
                    0 => bytes[at] = byte,
                    1 if bytes.len() > 1 => drop(bytes.remove(at)),
                    2 => bytes.insert(at, byte),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            bytes
        });
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..300),
        1 => "\\PC{0,200}".prop_map(String::into_bytes),
        4 => changed,
    ]
}

fn text(valid: &'static str) -> impl Strategy<Value = String> {
    hostile(valid).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// An error is readable, and holds nothing long that was in the input.
fn check(error: &Error, input: &[u8]) {
    let shown = format!("{error} {error:?}");
    assert!(shown.len() < 2_000 && !error.message().is_empty());
    let input = String::from_utf8_lossy(input);
    let runs = input
        .split(|c: char| !c.is_alphanumeric())
        .filter(|run| run.chars().count() > 24 && error.field() != Some(*run));
    for run in runs {
        assert!(!shown.contains(run), "{shown}");
    }
}

const SEC1_PEM: &str = include_str!("keys/sec1.pem");
const PKCS8_PEM: &str = include_str!("keys/pkcs8.pem");
const SPKI_PEM: &str = include_str!("keys/spki.pem");
const SIGNATURE: &str = "3046022100ae8634a9db66c069030483012e7d0e38ebca6d924b82d8bb2e240764dafeb4f3022100ba3e3bd90346652e681b4b1b25e55d983002d84160fb9c696fb20ea3e4742e76";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn keys(
        private in prop_oneof![text(SECRET), text(SEC1_PEM), text(PKCS8_PEM), text(SPKI_PEM)],
        public in prop_oneof![text(PublicKey::GATEWAY_HEX), text(SPKI_PEM), text(SEC1_PEM)],
    ) {
        if let Err(error) = PrivateKey::parse(&private) { check(&error, private.as_bytes()); }
        if let Err(error) = PublicKey::parse(&public) { check(&error, public.as_bytes()); }
        for bytes in [private.as_bytes(), public.as_bytes()] {
            let _ = (PrivateKey::from_bytes(bytes), PrivateKey::from_der(bytes), PublicKey::from_sec1(bytes), PublicKey::from_der(bytes));
        }
    }

    #[test]
    fn der_of_keys(cut in 0..200_usize, at in any::<prop::sample::Index>(), byte: u8) {
        for mut der in DERS.iter().cloned() {
            let index = at.index(der.len());
            der[index] = byte;
            der.truncate(cut.max(1));
            let _ = (PrivateKey::from_der(&der), PublicKey::from_der(&der));
        }
    }

    #[test]
    fn signatures(signature in text(SIGNATURE), bytes in hostile(SIGNATURE)) {
        if let Err(error) = Signature::from_hex(&signature) { check(&error, signature.as_bytes()); }
        let _ = (Signature::from_der(&bytes), Signature::from_raw(&bytes));
        let mut der = hex::decode(SIGNATURE).unwrap();
        der.truncate(bytes.len().min(72));
        for (target, source) in der.iter_mut().zip(&bytes).skip(bytes.len() % 70) {
            *target = *source;
        }
        if let Ok(signature) = Signature::from_der(&der) {
            // What is read is written as it was: DER has one form.
            prop_assert_eq!(hex::decode(signature.to_hex()).unwrap(), der);
        }
    }

    #[test]
    fn requests(method in text("POST"), path in text("/api/pay/unifiedOrder"), nonce in text("1702279880267"), body in hostile(BODY)) {
        let signer = Signer::new(PrivateKey::from_hex(SECRET).unwrap());
        let good = Nonce::from_millis(1_702_279_880_267).unwrap();
        let parsed = Nonce::parse(&nonce);
        if let Err(error) = &parsed { check(error, nonce.as_bytes()); }
        let nonce_value = parsed.unwrap_or(good);
        match signer.sign_json(&method, &path, &nonce_value, &body) {
            Ok(request) => {
                prop_assert_eq!(request.body.as_bytes(), &body, "a body given as text is sent as it is");
                let start = format!("{}|{path}|{nonce_value}|", method.to_uppercase());
                prop_assert!(request.string_to_sign.starts_with(&start));
            }
            Err(error) => check(&error, &body),
        }
        let received = ReceivedRequest { method: &method, path: &path, nonce: &nonce, api_key: PublicKey::GATEWAY_HEX, signature: SIGNATURE, body: &body };
        match Verifier::gateway().unwrap().verify_request(&received) {
            Ok(_) => prop_assert!(false, "verified"),
            Err(error) => check(&error, &body),
        }
    }

    #[test]
    fn callbacks(body in hostile(BODY), signature in prop_oneof![Just(SIGNATURE.to_owned()), text(SIGNATURE)], limit in 0..400_usize) {
        let verifier = Verifier::gateway().unwrap().with_limits(Limits { max_bytes: limit, max_depth: limit % 8 });
        match verifier.verify_callback(&body, &signature) {
            Ok(_) => prop_assert!(false, "verified"),
            Err(error) => check(&error, &body),
        }
        prop_assert!(verifier.verify_text(&body, &signature).is_err());
    }

    #[test]
    fn responses(body in hostile(r#"{"code":0,"data":{"payWays":{"bank":[{"payWay":"X"}]},"orderState":0},"msg":"SUCCESS","sign":"30"}"#), index in 0..Endpoint::ALL.len()) {
        if let Err(error) = tarspay_core::model::parse_endpoint_response(Endpoint::ALL[index], &body) { check(&error, &body); }
    }

    #[test]
    fn json_agrees_with_serde_json(body in hostile(BODY)) {
        let theirs = serde_json::from_slice::<serde_json::Value>(&body);
        match parse_object(&body, &Limits::DEFAULT) {
            Ok(ours) => {
                let theirs = theirs.expect("accepted here, refused by serde_json");
                let theirs = theirs.as_object().expect("an object");
                prop_assert_eq!(ours.len(), theirs.len());
                let again: serde_json::Value = serde_json::from_str(&ours.to_json(tarspay_core::json::MemberOrder::AsReceived)).unwrap();
                prop_assert_eq!(again.as_object(), Some(theirs));
            }
            Err(error) => {
                let stricter = ["json_not_object", "json_duplicate_member", "json_too_deep"].contains(&error.code().as_str());
                prop_assert!(stricter || theirs.is_err(), "refused here, accepted by serde_json: {}", error);
            }
        }
    }
}

static DERS: std::sync::LazyLock<Vec<Vec<u8>>> =
    std::sync::LazyLock::new(|| [SEC1_PEM, PKCS8_PEM, SPKI_PEM].map(der).to_vec());

fn der(pem: &str) -> Vec<u8> {
    use std::process::{Command, Stdio};
    // Base64 by a tool of the system, so that the test does not rest on the code under test.
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let mut child = Command::new("base64").arg("-d").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), body.as_bytes()).unwrap();
    child.wait_with_output().unwrap().stdout
}

#[test]
fn a_key_service_can_hold_the_key() {
    let key = PrivateKey::from_hex(SECRET).unwrap();
    let unsigned = || {
        let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
        UnsignedRequest::from_json("POST", "/api/balanceInfo", &nonce, br#"{"mchNo":"M1"}"#, &Limits::DEFAULT).unwrap()
    };
    let digest = unsigned().signing_digest();
    assert_eq!(digest, double_sha256(unsigned().string_to_sign().as_bytes()));

    // The service, played by libsecp256k1, answers with a high S.
    let theirs = secp256k1::SecretKey::from_secret_bytes(hex::decode(SECRET).unwrap().try_into().unwrap()).unwrap();
    let low = secp256k1::ecdsa::sign(secp256k1::Message::from_digest(digest), &theirs).serialize_compact();
    let negated = secp256k1::SecretKey::from_secret_bytes(low[32..].try_into().unwrap()).unwrap().negate();
    let high = Signature::from_raw(&[&low[..32], &negated.to_secret_bytes()].concat()).unwrap();
    assert!(high.is_high_s());

    let signed = unsigned().attach_signature(&key.public_key(), &high).unwrap();
    let directly = Signer::new(key).sign_json(
        "POST",
        "/api/balanceInfo",
        &Nonce::from_millis(1_702_279_880_267).unwrap(),
        br#"{"mchNo":"M1"}"#,
    );
    assert_eq!(signed, directly.unwrap());

    let other = PublicKey::from_hex(PublicKey::GATEWAY_HEX).unwrap();
    assert_eq!(unsigned().attach_signature(&other, &high).unwrap_err().code().as_str(), "signature_mismatch");
}

#[test]
fn nothing_that_is_formatted_holds_the_private_key() {
    let key = PrivateKey::from_hex(SECRET).unwrap();
    let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
    let signer = Signer::new(key.clone());
    let body = br#"{"customerName":"Ada Lovelace"}"#;
    let unsigned = UnsignedRequest::from_json("POST", "/p", &nonce, body, &Limits::DEFAULT).unwrap();
    let signed = signer.sign_json("POST", "/p", &nonce, body).unwrap();
    let object = parse_object(body, &Limits::DEFAULT).unwrap();
    let errors: Vec<Error> = ["0x", " ", "00", "g"]
        .into_iter()
        .flat_map(|prefix| {
            [PrivateKey::from_hex(&format!("{prefix}{SECRET}")), PrivateKey::parse(&format!("{SECRET}{prefix}"))]
        })
        .filter_map(Result::err)
        .chain(PublicKey::from_hex(SECRET).err())
        .collect();
    assert!(errors.len() > 6);
    let shown = format!(
        "{key:?} {key:#?} {signer:?} {unsigned:?} {signed:?} {object:?} {errors:?} {}",
        errors.iter().map(Error::to_string).collect::<String>()
    );
    let bytes = hex::decode(SECRET).unwrap();
    let base64 = "w6HwAAAAAAAA";
    for forbidden in [
        &SECRET[..12],
        &SECRET.to_uppercase()[..12],
        base64,
        &format!("{:?}", &bytes[..4])[1..12],
        "195, 161, 240",
        "Ada",
        "Lovelace",
    ] {
        assert!(!shown.contains(forbidden), "{forbidden}: {shown}");
    }
}

#[test]
fn no_limit_lets_nesting_exhaust_the_stack() {
    let limits = Limits { max_bytes: usize::MAX, max_depth: usize::MAX };
    let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert!(parse_object(nested(511).as_bytes(), &limits).is_ok());
    assert_eq!(parse_object(nested(200_000).as_bytes(), &limits).unwrap_err().code().as_str(), "json_too_deep");
}

#[test]
fn nothing_that_is_formatted_holds_a_received_value() {
    let signer = Signer::new(PrivateKey::from_hex(SECRET).unwrap());
    let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
    let signed = signer.sign_json("POST", "/p", &nonce, br#"{"customerName":"Siti Rahayu"}"#).unwrap();
    let verified = Verifier::new([signer.public_key().clone()])
        .unwrap()
        .verify_request(&ReceivedRequest {
            method: "POST",
            path: "/p",
            nonce: nonce.as_str(),
            api_key: &signer.public_key().to_hex(),
            signature: &signed.headers[2].1,
            body: signed.body.as_bytes(),
        })
        .map(|request| format!("{request:?}"));
    assert!(
        verified.as_ref().is_ok_and(|shown| shown.contains("1 members") && !shown.contains("Siti")),
        "{verified:?}"
    );
    assert!(!format!("{signed:?}").contains("Siti"));
}
