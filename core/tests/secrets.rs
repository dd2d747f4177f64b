//! Nothing that a user of the key can print holds it, in any way of writing a number.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

use std::fmt::{Debug, Write};

use tarspay_core::explain::{CallbackToExplain, RequestToExplain, explain_callback, explain_request};
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::request::QueryBalance;
use tarspay_core::model::{RequestOptions, parse_endpoint_response};
use tarspay_core::testing::{CallbackFault, TestGateway, sample_callback};
use tarspay_core::{Endpoint, Error, Nonce, PrivateKey, PublicKey, ReceivedRequest, Signer, UnsignedRequest, Verifier};

const SECRET: &str = "c3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb";
const DECIMAL: &str = "88487126730028578063666089097051227294783652926472023194186180433005220850427";
const BASE64: &str = "w6HwWzyefSGE9qCxwtPk9QYXKDlAUWJzhJWmt8jZ6vs=";
/// Its 64-bit limbs, as a derived `Debug` of a number would print them.
const LIMBS: [u64; 4] = [0xc3a1_f05b_3c9e_7d21, 0x84f6_a0b1_c2d3_e4f5, 0x0617_2839_4051_6273, 0x8495_a6b7_c8d9_eafb];

/// Every way of writing the key, in lower case, in pieces that are too long to be chance.
fn written() -> Vec<String> {
    let bytes = hex::decode(SECRET).unwrap();
    let mut written = vec![DECIMAL.to_owned(), BASE64.trim_end_matches('=').to_lowercase()];
    written.extend(SECRET.as_bytes().chunks(16).map(|part| String::from_utf8_lossy(part).into_owned()));
    for bytes in [bytes.clone(), bytes.iter().rev().copied().collect()] {
        for four in bytes.chunks(4) {
            written.push(format!("{four:?}").trim_matches(['[', ']']).to_owned());
            written.push(four.iter().map(|byte| format!("\\x{byte:02x}")).collect());
            written.push(four.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" "));
        }
    }
    written.extend(LIMBS.iter().flat_map(|limb| [limb.to_string(), format!("{limb:x}")]));
    written
}

fn assert_hidden(shown: &str) {
    let shown = shown.to_lowercase();
    for secret in written() {
        assert!(!shown.contains(&secret), "{secret} is shown");
    }
}

#[test]
#[should_panic(expected = "is shown")]
fn the_search_finds_bytes() {
    assert_hidden(&format!("{:?}", hex::decode(SECRET).unwrap()));
}

#[test]
fn every_way_of_writing_it_is_known() {
    let bytes = hex::decode(SECRET).unwrap();
    let key = PrivateKey::from_hex(SECRET).unwrap();
    assert_eq!(key.expose_hex().as_str(), SECRET);
    let decimal = bytes.iter().fold(vec![0_u8], |digits, byte| {
        let mut carry = u32::from(*byte);
        let mut next: Vec<u8> = digits
            .iter()
            .rev()
            .map(|digit| {
                carry += u32::from(*digit) * 256;
                let low = carry % 10;
                carry /= 10;
                low as u8
            })
            .collect();
        while carry > 0 {
            next.push((carry % 10) as u8);
            carry /= 10;
        }
        next.into_iter().rev().collect()
    });
    assert_eq!(
        decimal.iter().map(|digit| char::from(b'0' + digit)).collect::<String>().trim_start_matches('0'),
        DECIMAL
    );
    for shown in [SECRET, DECIMAL, BASE64] {
        assert!(std::panic::catch_unwind(|| assert_hidden(shown)).is_err(), "{shown}");
    }
}

#[test]
fn nothing_that_is_formatted_holds_the_key() {
    let mut shown = String::new();
    let mut show = |value: &dyn Debug| write!(shown, "{value:?}\n{value:#?}\n").unwrap();

    let key = PrivateKey::from_hex(SECRET).unwrap();
    let signer = Signer::new(key.clone());
    let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
    let body = br#"{"mchNo":"M1"}"#;
    let unsigned = UnsignedRequest::from_json("POST", "/p", &nonce, body, &Limits::DEFAULT).unwrap();
    let signed = signer.sign_json("POST", "/p", &nonce, body).unwrap();
    let model = QueryBalance::default().mch_no("M1");
    let by_model = signer.sign_model(&model, &nonce, &RequestOptions::default()).unwrap();
    let gateway = TestGateway::with_key(key.clone());
    let verifier = Verifier::new([signer.public_key().clone()]).unwrap();
    let callback = gateway.callback(&sample_callback(), CallbackFault::None).unwrap();
    let verified = verifier.verify_callback(callback.body.as_bytes(), &callback.signature).unwrap();
    let public_key = signer.public_key().to_hex();
    let received = ReceivedRequest {
        method: "POST",
        path: "/p",
        nonce: nonce.as_str(),
        api_key: &public_key,
        signature: &signed.headers[2].1,
        body,
    };
    let request = RequestToExplain {
        method: "POST",
        path: "/p",
        nonce: nonce.as_str(),
        body,
        private_key: Some(&key),
        ..RequestToExplain::default()
    };
    let to_explain =
        CallbackToExplain { body, signature: Some("30"), private_key: Some(&key), ..CallbackToExplain::default() };
    let response = parse_endpoint_response(Endpoint::QueryBalance, br#"{"code":0,"msg":"","data":{}}"#);

    show(&(&key, &signer, &unsigned, &signed, &model, &by_model));
    show(&(&gateway, &verifier, &callback, &verified, &received, verifier.verify_request(&received)));
    show(&(&request, explain_request(&request), &to_explain, explain_callback(&to_explain)));
    show(&(parse_object(body, &Limits::DEFAULT), response, key.public_key(), &nonce));

    let wrong = ["0x", " ", "00", "g", "-----BEGIN ", "02"].into_iter().flat_map(|extra| {
        [
            format!("{extra}{SECRET}"),
            format!("{SECRET}{extra}"),
            format!("{extra}{BASE64}"),
            format!("{extra}{DECIMAL}"),
        ]
    });
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{BASE64}\n-----END PRIVATE KEY-----\n");
    let mut errors: Vec<Error> = Vec::new();
    for text in wrong.chain([pem, SECRET.to_owned()]) {
        errors.extend(PrivateKey::parse(&text).err());
        errors.extend(PublicKey::parse(&text).err());
        errors.extend(Verifier::gateway().unwrap().verify_callback(text.as_bytes(), &text).err());
        errors.extend(Nonce::parse(&text).err());
        errors.extend(signer.sign_json("POST", "/p", &nonce, text.as_bytes()).err());
    }
    assert!(errors.len() > 60);
    for error in &errors {
        write!(shown, "{error}\n{error:?}\n{}\n", error.message()).unwrap();
    }
    assert_hidden(&shown);
}
