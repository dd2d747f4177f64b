//! Texts that programs and people read.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

use tarspay_core::crypto::{double_sha256, hazmat::sign_prehash};
use tarspay_core::explain::{
    CallbackToExplain, KeyRole, Mistake, RequestToExplain, Verdict, explain_callback, explain_request,
};
use tarspay_core::json::{Limits, Number, parse_object};
use tarspay_core::model::{CallbackForm, parse_endpoint_response};
use tarspay_core::testing::{CallbackFault, TestGateway, sample_callback};
use tarspay_core::{
    Endpoint, ErrorCode, Nonce, PrivateKey, PublicKey, ReceivedRequest, Signature, Signer, UnsignedRequest,
};

#[test]
fn verdicts() {
    let texts = [Verdict::Valid, Verdict::Mismatch, Verdict::Unreadable].map(Verdict::as_str);
    assert_eq!(texts, ["valid", "mismatch", "unreadable"]);
}

#[test]
fn a_request_that_waits_for_its_signature_says_which_it_is() {
    let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
    let request = UnsignedRequest::from_json("POST", "/p", &nonce, b"{}", &Limits::DEFAULT).unwrap();
    assert_eq!(format!("{request:?}"), "UnsignedRequest(POST /p, nonce 1702279880267)");
}

#[test]
fn a_callback_without_a_signature() {
    let gateway = TestGateway::new().unwrap();
    let callback = gateway.callback(&sample_callback(), CallbackFault::NoSignature).unwrap();
    assert_eq!(callback.signature, "");
    let refused = gateway.verifier().unwrap().verify_callback(callback.body.as_bytes(), &callback.signature);
    assert_eq!(refused.unwrap_err().code().as_str(), "signature_missing");
}

#[test]
fn without_a_right_text_no_key_is_recovered() {
    let callback = TestGateway::new().unwrap().callback(&sample_callback(), CallbackFault::None).unwrap();
    let api_key = PrivateKey::from_bytes(&[7; 32]).unwrap().public_key().to_hex();
    let request = RequestToExplain {
        method: "POST",
        path: "/p",
        nonce: "1702279880267",
        body: b"[]",
        api_key: Some(&api_key),
        signature: Some(&callback.signature),
        ..RequestToExplain::default()
    };
    let shown = explain_request(&request).to_string();
    assert!(shown.contains("there is no right text to recover a key from"), "{shown}");
    assert!(!shown.contains("no point of the curve"), "{shown}");
}

#[test]
fn what_is_shown_of_a_value_is_its_kind_and_no_content() {
    let key = PrivateKey::from_bytes(&[7; 32]).unwrap();
    let public = key.public_key();
    let signature = sign_prehash(&key, &[1; 32]).unwrap();
    let signer = Signer::new(key.clone());
    let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
    let signed = signer.sign_json("POST", "/p", &nonce, br#"{"a":"b"}"#).unwrap();
    let gateway = TestGateway::with_key(key.clone());
    let verifier = gateway.verifier().unwrap();
    let received = ReceivedRequest {
        method: "POST",
        path: "/p",
        nonce: nonce.as_str(),
        api_key: &signed.headers[0].1,
        signature: &signed.headers[2].1,
        body: signed.body.as_bytes(),
    };
    let object = parse_object(br#"{"a":"b","n":1.50}"#, &Limits::DEFAULT).unwrap();
    let response = parse_endpoint_response(Endpoint::QueryBalance, br#"{"code":0,"data":{}}"#).unwrap();
    let callback = gateway.callback(&sample_callback(), CallbackFault::None).unwrap();
    let verified = verifier.verify_callback(callback.body.as_bytes(), &callback.signature).unwrap();
    let request = RequestToExplain { method: "POST", path: "/p", body: b"{\"a\":1}", ..RequestToExplain::default() };
    let asked = CallbackToExplain { body: b"{}", signature: Some("30"), ..CallbackToExplain::default() };
    let explained = explain_request(&request);

    for (shown, wanted) in [
        (format!("{key:?}"), format!("PrivateKey(redacted, public key {public})")),
        (format!("{public:?}"), format!("PublicKey({})", public.to_hex())),
        (signature.to_string(), signature.to_hex()),
        (format!("{signature:?}"), format!("Signature({})", signature.to_hex())),
        (format!("{signed:?}"), "SignedRequest(POST /p)".to_owned()),
        (format!("{received:?}"), "ReceivedRequest(POST /p)".to_owned()),
        (
            format!("{:?}", verifier.verify_request(&received).unwrap()),
            format!("VerifiedRequest(PublicKey({}), Object(1 members))", public.to_hex()),
        ),
        (format!("{object:?}"), "Object(2 members)".to_owned()),
        (format!("{:?}", object.get("a").unwrap()), "Value(a string)".to_owned()),
        (format!("{:?}", object.get("n").unwrap().as_number().unwrap()), "Number(…)".to_owned()),
        (format!("{response:?}"), "Response(code 0, data present)".to_owned()),
        (format!("{verified:?}"), format!("Callback({}, matched as_received)", verified.replay_key())),
        (format!("{request:?}"), "RequestToExplain(POST /p)".to_owned()),
        (format!("{asked:?}"), "CallbackToExplain(2 bytes)".to_owned()),
        (format!("{:?}", explained.members), "[Member(a, number)]".to_owned()),
        (format!("{:?}", explained.signed_members), "[SignedMember(a)]".to_owned()),
        (ErrorCode::JsonSyntax.to_string(), "json_syntax".to_owned()),
        (Endpoint::QueryBalance.to_string(), "query_balance".to_owned()),
        (Mistake::SignatureBase64.to_string(), Mistake::SignatureBase64.as_str().to_owned()),
    ] {
        assert_eq!(shown, wanted);
    }
    assert_eq!(verifier.keys(), std::slice::from_ref(&public));
    let shown = format!("{verifier:?}");
    assert!(shown.starts_with(&format!("Verifier {{ keys: [PublicKey({})], limits: ", public.to_hex())), "{shown}");
    assert!(format!("{explained:?}").starts_with("Explanation(Request, "), "{explained:?}");
    assert!(format!("{:?}", explain_callback(&asked)).starts_with("Explanation(Callback, "));
}

#[test]
fn the_forms_of_a_callback_and_the_roles_of_keys() {
    let forms = [CallbackForm::AsReceived, CallbackForm::Compact, CallbackForm::CompactSorted];
    assert_eq!(forms.map(CallbackForm::as_str), ["as_received", "compact", "compact_sorted"]);
    assert_eq!(KeyRole::ApiKey.words(), "the API key");
    assert_eq!(KeyRole::Other.words(), "one of the other keys given");
}

#[test]
fn each_fault_has_its_text_and_is_refused_or_not_as_it_says() {
    let texts: std::collections::BTreeSet<&str> = CallbackFault::ALL.iter().map(|fault| fault.as_str()).collect();
    assert_eq!(texts.len(), CallbackFault::ALL.len());
    assert_eq!(CallbackFault::from_text("tampered_amount"), Some(CallbackFault::TamperedAmount));
    assert_eq!(CallbackFault::from_text("none of them"), None);
    let gateway = TestGateway::new().unwrap();
    let plain = gateway.callback(&sample_callback(), CallbackFault::None).unwrap();
    for &fault in CallbackFault::ALL {
        assert!(fault.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{fault:?}");
        assert_eq!(CallbackFault::from_text(fault.as_str()), Some(fault));
        let sent = gateway.callback(&sample_callback(), fault).unwrap();
        let verified = gateway.verifier().unwrap().verify_callback(sent.body.as_bytes(), &sent.signature);
        assert_eq!(verified.is_ok(), fault.verifies(), "{fault:?}");
        assert_eq!(sent == plain, fault == CallbackFault::None, "{fault:?}");
    }
}

#[test]
fn a_tampered_state_is_the_opposite_one() {
    let gateway = TestGateway::new().unwrap();
    for (state, wanted) in [(2, 3), (3, 2), (5, 2)] {
        let members = sample_callback().state(tarspay_core::catalog::OrderState(state));
        let sent = gateway.callback(&members, CallbackFault::TamperedState).unwrap();
        let body = parse_object(sent.body.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(body.get("state").unwrap().as_number().and_then(Number::as_i64), Some(wanted), "{state}");
    }
}

#[test]
fn a_signature_from_elsewhere_is_attached_if_it_is_the_key_s() {
    let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
    let unsigned = || UnsignedRequest::from_json("POST", "/p", &nonce, br#"{"b":1,"a":2}"#, &Limits::DEFAULT).unwrap();
    assert_eq!(unsigned().string_to_sign(), "POST|/p|1702279880267|a=2&b=1");
    let key = PrivateKey::from_bytes(&[7; 32]).unwrap();
    let signature = sign_prehash(&key, &unsigned().signing_digest()).unwrap();
    let attached = unsigned().attach_signature(&key.public_key(), &signature).unwrap();
    let signed = Signer::new(key.clone()).sign_json("POST", "/p", &nonce, br#"{"b":1,"a":2}"#).unwrap();
    assert_eq!(attached.headers, signed.headers);
    let other = PrivateKey::from_bytes(&[8; 32]).unwrap().public_key();
    let refused = unsigned().attach_signature(&other, &signature).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::SignatureMismatch);
}

#[test]
fn what_is_wrong_with_hex_is_said_of_each_thing_that_is_read_from_hex() {
    let digits = "0a".repeat(32);
    for (text, wanted) in [
        (String::new(), "empty"),
        (format!("0x{digits}"), "it starts with 0x; leave those two characters out"),
        (format!("0X{digits}"), "it starts with 0x; leave those two characters out"),
        (format!("{digits}\n"), "it holds white space or a line end; remove it"),
        (format!("\"{digits}\""), "it is in quotes; remove them"),
        (format!("{digits}g0"), "character 65 of 66 is not a hex digit"),
        ("é0".to_owned(), "character 1 of 2 is not a hex digit"),
    ] {
        let errors =
            [PrivateKey::from_hex(&text).err(), PublicKey::from_hex(&text).err(), Signature::from_hex(&text).err()];
        for error in errors {
            let error = error.unwrap();
            assert!(error.message().contains(wanted), "{text:?}: {error}");
            assert_eq!(error.to_string(), format!("{}: {}", error.code().as_str(), error.message()));
        }
    }
}

#[test]
fn base64_in_place_of_a_signature_s_hex_is_recognised_and_nothing_else_is() {
    let refused = |text: &str| Signature::from_hex(text).unwrap_err().to_string();
    assert!(refused("MEUCIQDx+/z=").contains("it looks like base64"));
    assert!(refused("MEUCIQDx-_z").contains("it looks like base64"));
    assert!(refused("MEUCIQDx:z").contains("character 1 of 10"));
    assert!(refused("zzUCIQDx").contains("character 1 of 8"));
    assert!(refused("30zz").contains("character 3 of 4"));
}

#[test]
fn an_explanation_reads_from_top_to_bottom() {
    let (right, other) = (PrivateKey::from_bytes(&[7; 32]).unwrap(), PrivateKey::from_bytes(&[8; 32]).unwrap());
    let api_key = right.public_key().to_hex();
    let unsorted = b"POST|/p|1702279880267|name=\xc3\xa9\xe2\x80\xae\n&amount=1";
    let signature = sign_prehash(&right, &double_sha256(unsorted)).unwrap().to_hex();
    let request = RequestToExplain {
        method: "POST",
        path: "/p",
        nonce: "1702279880267",
        body: "{\"name\":\"é\u{202e}\\n\",\"amount\":1}".as_bytes(),
        api_key: Some(&api_key),
        private_key: Some(&right),
        signature: Some(&signature),
        ..RequestToExplain::default()
    };
    let explained = explain_request(&request);
    let diagnosis = explained.diagnosis.as_ref().unwrap();
    assert_eq!(
        explained.to_text(),
        format!(
            r#"Members as read
  name = "é\u{{202e}}\n" (string)
  amount = 1 (number)
Members sorted
  amount=1
  name=é\u{{202e}}\n
String to sign
  POST|/p|1702279880267|amount=1&name=é\u{{202e}}\n
First SHA-256
  {}
Second SHA-256, which is signed
  {}
Signature of the private key given
  {}
Verdict
  mismatch: the signature is not the API key's over the string to sign
Diagnosis
  members_unsorted
  {}
Text that was really signed
  POST|/p|1702279880267|name=é\u{{202e}}\n&amount=1
What to do
  {}
"#,
            explained.first_digest.as_ref().unwrap(),
            explained.second_digest.as_ref().unwrap(),
            explained.signature.as_ref().unwrap(),
            diagnosis.text,
            diagnosis.remedy,
        )
    );

    // The text was right: it does not stand there twice. Faults come first.
    let right_text = explained.string_to_sign.as_ref().unwrap();
    let signature = sign_prehash(&other, &double_sha256(right_text.as_bytes())).unwrap().to_hex();
    let other_keys = [other.public_key()];
    let explained = explain_request(&RequestToExplain {
        path: "p",
        signature: Some(&signature),
        other_keys: &other_keys,
        ..request
    });
    let shown = explained.to_text();
    assert!(shown.starts_with("Faults in the input\n  path_invalid: path: "), "{shown}");
    assert!(shown.contains("wrong_key") && !shown.contains("Text that was really signed"), "{shown}");
}
