//! What `explain` promises whatever it is given, and its answers to broken input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::{Value, json};
use tarspay_core::crypto::{double_sha256, hazmat};
use tarspay_core::explain::{
    CallbackToExplain, Explanation, KeyRole, MAX_SEARCH_BYTES, Mistake, RequestToExplain, Verdict, explain_callback,
    explain_request,
};
use tarspay_core::{ErrorCode, PrivateKey, PublicKey, Signature};

const SECRET: &str = "d00dfeedd00dfeedd00dfeedd00dfeedd00dfeedd00dfeedd00dfeedd00dfeed";
const BODY: &[u8] = br#"{"price":"100","amount":"100"}"#;

fn key() -> PrivateKey {
    PrivateKey::from_hex(SECRET).unwrap()
}

fn request() -> RequestToExplain<'static> {
    RequestToExplain { method: "POST", path: "/api/v1/test", nonce: "1537498830736", body: BODY, ..Default::default() }
}

fn sign(text: &str) -> String {
    hazmat::sign_prehash(&key(), &double_sha256(text.as_bytes())).unwrap().to_hex()
}

fn codes(explanation: &Explanation) -> Vec<ErrorCode> {
    explanation.faults.iter().map(|fault| fault.code).collect()
}

fn mistakes(explanation: &Explanation) -> &[Mistake] {
    explanation.diagnosis.as_ref().map_or(&[], |diagnosis| &diagnosis.mistakes)
}

/// Everything that a caller may print.
fn shown(explanation: &Explanation) -> String {
    format!("{explanation}{explanation:?}{}", serde_json::to_string(explanation).unwrap())
}

#[test]
fn the_shape_of_the_answer_is_stable() {
    let api_key = key().public_key().to_hex();
    let explanation = explain_request(&RequestToExplain { private_key: Some(&key()), ..request() });
    assert_eq!(
        serde_json::to_value(explanation).unwrap(),
        json!({
            "kind": "request",
            "faults": [],
            "members": [
                {"name": "price", "jsonType": "string", "json": "\"100\""},
                {"name": "amount", "jsonType": "string", "json": "\"100\""},
            ],
            "signedMembers": [{"name": "amount", "text": "100"}, {"name": "price", "text": "100"}],
            "stringToSign": "POST|/api/v1/test|1537498830736|amount=100&price=100",
            "firstDigest": "98ab563f1e90162913ffaec0bbe44a67e9507837fcba907a1805f47db6d69106",
            "secondDigest": "be0c4640a3de88f0f5bed11c41edc7f53d853700122c4df4ec5455288f6f9475",
            "signature": sign("POST|/api/v1/test|1537498830736|amount=100&price=100"),
            "verdict": null,
            "matchedKey": null,
            "matchedForm": null,
            "diagnosis": null,
        })
    );
    let signature = sign("amount=100&price=100");
    let explanation = explain_request(&RequestToExplain {
        path: "https://pay.example/api/v1/test?x=1",
        api_key: Some(&api_key),
        signature: Some(&signature),
        ..request()
    });
    let diagnosis = format!("{:?}", explanation.diagnosis.as_ref().unwrap());
    assert_eq!(diagnosis, "Diagnosis([PrefixMissing], proven: true)");
    let value = serde_json::to_value(explanation).unwrap();
    assert_eq!(value["faults"][0]["code"], "path_invalid");
    assert_eq!(value["faults"][0]["field"], "path");
    assert!(value["faults"][0]["message"].as_str().unwrap().ends_with("; read here as /api/v1/test"));
    let diagnosis = &value["diagnosis"];
    assert_eq!(diagnosis["mistakes"], json!(["prefix_missing"]));
    assert_eq!(diagnosis["proven"], true);
    assert_eq!(diagnosis["signedText"], "amount=100&price=100");
    assert_eq!(diagnosis["key"], json!({"publicKey": api_key, "role": "api_key"}));
    assert_eq!(diagnosis["recoveredKeys"], json!([]));
    assert_eq!(diagnosis["remedy"], Mistake::PrefixMissing.remedy());
}

#[test]
fn two_mistakes_at_once_are_found_and_three_are_not_looked_for() {
    let api_key = key().public_key().to_hex();
    let diagnosed = |text: &str| {
        let signature = sign(text);
        let explanation =
            explain_request(&RequestToExplain { api_key: Some(&api_key), signature: Some(&signature), ..request() });
        mistakes(&explanation).to_vec()
    };
    assert_eq!(
        diagnosed("POST|/api/v1/test/|1537498830736|price=100&amount=100"),
        [Mistake::PathTrailingSlash, Mistake::MembersUnsorted]
    );
    assert_eq!(
        diagnosed("POST|/api/v1/test|1537498830736|price=\"100\"&amount=\"100\""),
        [Mistake::MembersUnsorted, Mistake::ValuesQuoted]
    );
    assert_eq!(
        diagnosed("POST|/api/v1/test/|1537498830736|price=\"100\"&amount=\"100\""),
        [Mistake::OtherKey],
        "the search would take many times as long"
    );
}

#[test]
fn the_style_of_a_number_is_named_as_its_language_prints_it() {
    let api_key = key().public_key().to_hex();
    for (params, said) in [
        ("amount=100.0&code=7&fee=12345678", "amounts with .0, as Python and Java print floats"),
        ("amount=100.00&code=7&fee=12345678.0", "numbers with .0, as Python and Java print floats"),
        ("amount=100&code=7&fee=12345678", "amounts without trailing zeros, as JavaScript prints numbers"),
        ("amount=100.00&code=7&fee=12345678.00", "numbers with two decimals"),
        ("amount=100.00&code=7&fee=1.2345678E7", "numbers with an exponent, as Java prints large doubles"),
    ] {
        let signature = sign(&["POST|/api/v1/test|1537498830736|", params].concat());
        let explanation = explain_request(&RequestToExplain {
            body: br#"{"amount":"100.00","code":"7","fee":12345678}"#,
            api_key: Some(&api_key),
            signature: Some(&signature),
            ..request()
        });
        assert_eq!(mistakes(&explanation), [Mistake::NumbersAsFloats], "{params}");
        let text = explanation.to_text();
        assert!(text.contains(said), "{said} is missing in\n{text}");
    }
}

#[test]
fn a_signature_that_no_key_can_have_made_is_said_to_be_one() {
    let api_key = key().public_key().to_hex();
    // Neither 5 nor 5 plus the order is the x coordinate of a point.
    let raw: Vec<u8> = [[0; 31].as_slice(), &[5], &[0; 31], &[1]].concat();
    let signature = Signature::from_raw(&raw).unwrap().to_hex();
    let explanation =
        explain_request(&RequestToExplain { api_key: Some(&api_key), signature: Some(&signature), ..request() });
    let diagnosis = explanation.diagnosis.unwrap();
    assert_eq!((diagnosis.mistakes, diagnosis.recovered_keys), ([Mistake::OtherKey].into(), [].into()));
    assert!(diagnosis.text.contains("its r is no point of the curve"), "{}", diagnosis.text);
}

#[test]
fn every_fault_of_the_input_is_listed() {
    let explanation = explain_request(&RequestToExplain {
        method: "PO ST",
        path: "api/v1/te st",
        nonce: "1537498830",
        body: br#"{"a":null}"#,
        api_key: Some(SECRET),
        signature: Some("30zz"),
        ..request()
    });
    assert_eq!(
        codes(&explanation),
        [
            ErrorCode::MethodInvalid,
            ErrorCode::PathInvalid,
            ErrorCode::NonceInvalid,
            ErrorCode::MemberNull,
            ErrorCode::KeyKindSwapped,
            ErrorCode::SignatureMalformed
        ]
    );
    assert_eq!((explanation.string_to_sign.as_ref(), explanation.verdict), (None, Some(Verdict::Unreadable)));

    for (body, code) in [
        (b"".as_slice(), ErrorCode::BodyMissing),
        (b"mchNo=M1&state=2", ErrorCode::BodyNotRaw),
        (b"[object Object]", ErrorCode::BodyNotRaw),
        (b"{\"a\":1,\"a\":2}", ErrorCode::JsonDuplicateMember),
        (b"{\"a\":1", ErrorCode::JsonSyntax),
        (b"[1]", ErrorCode::JsonNotObject),
        (b"\xff{}", ErrorCode::BodyNotUtf8),
        (b"\xef\xbb\xbf{}", ErrorCode::BodyHasBom),
    ] {
        let explanation = explain_request(&RequestToExplain { body, ..request() });
        assert_eq!((codes(&explanation), explanation.string_to_sign), ([code].into(), None));
        let signature = sign("x");
        let explanation =
            explain_callback(&CallbackToExplain { body, signature: Some(&signature), ..Default::default() });
        assert_eq!((codes(&explanation), mistakes(&explanation)), ([code].into(), [Mistake::OtherKey].as_slice()));
    }
}

#[test]
fn a_genuine_callback_that_lacks_a_member_is_valid_and_at_fault() {
    let api_key = key().public_key().to_hex();
    let signature = sign(r#"{"mchNo":"M1"}"#);
    let explanation = explain_callback(&CallbackToExplain {
        body: br#"{"mchNo":"M1"}"#,
        keys: &[&api_key],
        signature: Some(&signature),
        ..Default::default()
    });
    assert_eq!((explanation.verdict, codes(&explanation)), (Some(Verdict::Valid), [ErrorCode::MemberMissing].into()));
}

#[test]
fn keys_are_compared_with_all_that_are_known() {
    let signature = sign("POST|/api/v1/test|1537498830736|amount=100&price=100");
    let key = key();
    let own = key.public_key();

    // Signed with the private key at hand, but sent under another API key.
    let explanation = explain_request(&RequestToExplain {
        api_key: Some(PublicKey::GATEWAY_HEX),
        private_key: Some(&key),
        signature: Some(&signature),
        ..request()
    });
    assert_eq!(
        (codes(&explanation), mistakes(&explanation)),
        ([ErrorCode::ArgumentInvalid].into(), [Mistake::WrongKey].as_slice())
    );
    let diagnosis = explanation.diagnosis.unwrap();
    assert_eq!(diagnosis.key.unwrap().role, KeyRole::PrivateKey);
    assert!(diagnosis.text.contains(&own.to_hex()));

    // No key at all: no verdict, but the keys that it may be.
    let explanation = explain_request(&RequestToExplain { signature: Some(&signature), ..request() });
    assert_eq!((codes(&explanation), explanation.verdict), ([ErrorCode::NoTrustedKey].into(), None));
    let diagnosis = explanation.diagnosis.unwrap();
    assert_eq!((diagnosis.mistakes.as_slice(), diagnosis.proven), ([Mistake::OtherKey].as_slice(), false));
    assert!(diagnosis.recovered_keys.contains(&own) && diagnosis.text.contains(&own.to_hex()));
    assert!(diagnosis.text.contains("does not show that the text was right"));

    // The gateway's own callback, checked with another key.
    let body = br#"{"bizType":2,"currency":"IDR","failReason":"payment failed","fee":"6973","mchNo":"M1696154848","mchOrderNo":"1184196902791413760","orderAmount":"31500","payAmount":"31500","payOrderId":"P1734517376779485186","state":3}"#;
    let signature = "3046022100ae8634a9db66c069030483012e7d0e38ebca6d924b82d8bb2e240764dafeb4f3022100ba3e3bd90346652e681b4b1b25e55d983002d84160fb9c696fb20ea3e4742e76";
    let callback = CallbackToExplain { body, signature: Some(signature), ..Default::default() };
    assert_eq!(explain_callback(&callback).verdict, Some(Verdict::Valid));
    let explanation = explain_callback(&CallbackToExplain { keys: &[&own.to_hex()], ..callback });
    assert_eq!(
        (explanation.verdict, mistakes(&explanation)),
        (Some(Verdict::Mismatch), [Mistake::WrongKey].as_slice())
    );
    assert_eq!(explanation.diagnosis.unwrap().key.unwrap().role, KeyRole::Gateway);
}

#[test]
fn a_long_body_is_searched_for_mistakes_in_the_hash_alone() {
    let long = "x".repeat(MAX_SEARCH_BYTES);
    let body = format!(r#"{{"b":"{long}","a":""}}"#);
    let api_key = key().public_key().to_hex();
    let single: [u8; 32] = {
        use sha2::Digest;
        sha2::Sha256::digest(format!("POST|/api/v1/test|1537498830736|a=&b={long}")).into()
    };
    let single = hazmat::sign_prehash(&key(), &single).unwrap().to_hex();
    let dropped = sign(&format!("POST|/api/v1/test|1537498830736|b={long}"));
    for (signature, expected) in [(single, Mistake::SingleHash), (dropped, Mistake::OtherKey)] {
        let explanation = explain_request(&RequestToExplain {
            body: body.as_bytes(),
            api_key: Some(&api_key),
            signature: Some(&signature),
            ..request()
        });
        assert_eq!(mistakes(&explanation), [expected]);
        let says_so = explanation.diagnosis.unwrap().text.contains("too long to try every known mistake");
        assert_eq!(says_so, expected == Mistake::OtherKey);
    }
}

#[test]
fn the_private_key_is_never_shown_even_where_it_was_sent() {
    let key = key();
    let upper = SECRET.to_uppercase();
    let escaped: String = SECRET.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let base64 = "0A3+7dAN/u3QDf7t0A3+7dAN/u3QDf7t0A3+7dAN/u0";
    for secret in [SECRET, &upper, &escaped, base64] {
        let body = format!(r#"{{"a":"x{secret}y"}}"#);
        let given = RequestToExplain { private_key: Some(&key), ..request() };
        let explanations = [
            explain_request(&RequestToExplain { body: body.as_bytes(), ..given }),
            explain_request(&RequestToExplain { path: &format!("/api/{secret}"), ..given }),
            explain_request(&RequestToExplain { api_key: Some(secret), ..given }),
            explain_request(&RequestToExplain { signature: Some(secret), ..given }),
            explain_request(&RequestToExplain { nonce: secret, signature: Some(&sign("x")), ..given }),
            explain_callback(&CallbackToExplain {
                body: body.as_bytes(),
                private_key: Some(&key),
                ..Default::default()
            }),
        ];
        for explanation in &explanations {
            let shown = shown(explanation).to_lowercase();
            assert!(!shown.contains(SECRET) && !shown.contains(&base64.to_lowercase()), "{shown}");
        }
        assert_eq!(codes(&explanations[0]), [ErrorCode::KeyKindSwapped]);
        assert!(explanations[0].members.is_empty() && explanations[0].signature.is_none());
    }
}

#[test]
fn the_text_holds_every_stage_and_no_control_characters() {
    let api_key = key().public_key().to_hex();
    let signature = sign("POST|/api/v1/test|1537498830736|");
    let body = "{\"a\":\"\\u001b[31m\\nx\u{202e}y\"}".as_bytes();
    let explanation = explain_request(&RequestToExplain {
        body,
        api_key: Some(&api_key),
        private_key: Some(&key()),
        signature: Some(&signature),
        ..request()
    });
    let text = explanation.to_text();
    for heading in [
        "Members as read",
        "Members sorted",
        "String to sign",
        "First SHA-256",
        "Second SHA-256, which is signed",
        "Signature of the private key given",
        "Verdict",
        "Diagnosis",
        "What to do",
    ] {
        assert!(text.lines().any(|line| line == heading), "{heading} is missing in\n{text}");
    }
    assert!(text.contains("\\u{1b}[31m\\nx\\u{202e}y"), "{text}");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_panics_and_nothing_shows_the_key(
        method in ".{0,8}",
        path in "(/?[a-z./:?#|% é]{0,20}|.{0,20})",
        nonce in "([0-9]{0,20}|.{0,14})",
        body in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..60),
            r#"\{("[a-zA-Z|é]{1,3}":("[^"\\]{0,5}"|-?[0-9]{1,12}(\.[0-9]{1,3})?|null|true|\[1,\{"b":2\}\]),){0,3}"z":1\}"#
                .prop_map(String::into_bytes),
        ],
        signature in prop_oneof!["[0-9a-fA-F]{0,150}", ".{0,90}", "[A-Za-z0-9+/_=-]{80,100}", Just(sign("x"))],
        api_key in prop_oneof!["0[234][0-9a-f]{64}", ".{0,70}", Just(key().public_key().to_hex())],
    ) {
        let key = key();
        let (body, api_key) = (body.as_slice(), api_key.as_str());
        let signature = Some(signature.as_str());
        let request = explain_request(&RequestToExplain {
            method: &method, path: &path, nonce: &nonce, body, api_key: Some(api_key), private_key: Some(&key), signature,
            other_nonces: &[&method], ..Default::default()
        });
        let callback = explain_callback(&CallbackToExplain {
            body, signature, keys: &[api_key], private_key: Some(&key), path: Some(&path), nonce: Some(&nonce), ..Default::default()
        });
        for explanation in [request, callback] {
            prop_assert!(!shown(&explanation).to_lowercase().contains(SECRET));
            prop_assert!(!mistakes(&explanation).iter().any(|mistake| mistake.as_str() == "wrong_key"));
            let _: Value = serde_json::to_value(&explanation).unwrap();
        }
    }
}
