//! What the benches work on: keys, texts and bodies of known sizes.
#![allow(clippy::expect_used, clippy::missing_panics_doc)]

use std::fmt::Write as _;

use tarspay_core::crypto::double_sha256;
use tarspay_core::testing::{CallbackFault, TestCallback, TestGateway, sample_callback};
use tarspay_core::{PrivateKey, PublicKey, SignedRequest, Signer, Verifier};

/// Keys, all different and none of them anybody's.
pub fn keys() -> impl Iterator<Item = PrivateKey> {
    (0_u32..).map(|number| PrivateKey::from_bytes(&double_sha256(&number.to_be_bytes())).expect("below the order"))
}

/// A text of the usual length of a string to sign, 215 bytes.
pub fn text() -> String {
    format!("POST|/api/pay/unifiedOrder|1702279880267|amount=100000&{}", "m".repeat(160))
}

/// A verifier that trusts `key` alone and has used it often enough to keep a table of it.
///
/// `signature` is the key's over `text`.
pub fn prepared_verifier(key: PublicKey, text: &str, signature: &str) -> Verifier {
    let verifier = Verifier::new([key]).expect("a key");
    for _ in 0..100 {
        verifier.verify_text(text.as_bytes(), signature).expect("genuine");
    }
    verifier
}

/// A gateway for tests, and genuine callbacks of it, each with another order number.
pub fn callbacks(count: usize) -> (TestGateway, Vec<TestCallback>) {
    let gateway = TestGateway::with_key(keys().next().expect("a key"));
    let signed = (0..count).map(|number| {
        let mut members = sample_callback();
        members.mch_order_no = Some(format!("ORDER-{number}"));
        gateway.callback(&members, CallbackFault::None).expect("a sample callback")
    });
    let signed = signed.collect();
    (gateway, signed)
}

/// A flat body of about this many bytes.
pub fn body(bytes: usize) -> String {
    let mut body = String::from(r#"{"mchNo":"M1688454487","amount":100000"#);
    for number in 0..bytes.div_euclid(66) {
        write!(body, r#","extra{number:06}":"value of member {number:06}, forty bytes of it""#).expect("memory");
    }
    body.push('}');
    body
}

/// A deposit's body as merchants send it.
pub const DEPOSIT: &str = r#"{"mchNo":"M1688454487","mchOrderNo":"ORDER-1","wayCode":"CASHIER","amount":"100000","currency":"VND","notifyUrl":"https://shop.com/notify","clientIp":"203.0.113.7","subject":"Two books"}"#;

/// A request signed from [`DEPOSIT`].
pub fn signed(signer: &Signer) -> SignedRequest {
    let nonce = tarspay_core::Nonce::parse("1702279880267").expect("13 digits");
    signer.sign_json("POST", "/api/pay/unifiedOrder", &nonce, DEPOSIT.as_bytes()).expect("a valid body")
}
