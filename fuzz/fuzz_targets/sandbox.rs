//! The sandbox's HTTP: bytes as they are, or a body that is signed as it should be and sent to an endpoint. Whatever comes, the answer is
//! HTTP; to what is signed it is an envelope, and never that the signature is wrong.
#![no_main]

use std::cell::RefCell;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tarspay_cli::Sandbox;
use tarspay_core::{Endpoint, Nonce, Signer};
use tarspay_fuzz::{key, pieces};

/// Then its orders are forgotten.
const ORDERS: u32 = 2000;

/// For what may be no whole request, and for what is one.
const SOON: Duration = Duration::from_millis(2);
const LATE: Duration = Duration::from_secs(20);

thread_local! {
    static SANDBOX: RefCell<(Sandbox, u32)> = RefCell::new((sandbox(), 0));
}

fn sandbox() -> Sandbox {
    Sandbox::new().expect("starts")
}

fn answer(sent: &[u8], patience: Duration) -> String {
    SANDBOX.with_borrow_mut(|(sandbox, used)| {
        *used += 1;
        if *used == ORDERS {
            (*sandbox, *used) = (self::sandbox(), 0);
        }
        String::from_utf8_lossy(&sandbox.answer(sent, patience).expect("in memory")).into_owned()
    })
}

/// A request that the gateway would take, in bytes.
fn signed(endpoint: Endpoint, body: &str) -> Option<Vec<u8>> {
    let path = endpoint.spec().path.map_or_else(|| format!("/sandbox/{}", endpoint.as_str()), ToOwned::to_owned);
    let nonce = Nonce::parse("1702279880267").expect("milliseconds");
    let signed = Signer::new(key()).sign_json("POST", &path, &nonce, body.as_bytes()).ok()?;
    let headers: String = signed.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = signed.body.len();
    let head =
        format!("POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n");
    Some([head, signed.body].concat().into_bytes())
}

fuzz_target!(|data: &[u8]| {
    let endpoint =
        pieces(data).and_then(|[number, body]| Some((*Endpoint::ALL.get(number.parse::<usize>().ok()?)?, body)));
    let Some((endpoint, body)) = endpoint else {
        let answer = answer(data, SOON);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1."), "{answer}");
        return;
    };
    let Some(request) = signed(endpoint, body) else { return };
    let answer = answer(&request, LATE);
    let (head, envelope) = answer.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    let envelope: Value = serde_json::from_str(envelope).expect("JSON");
    let code = envelope["code"].as_i64().expect("a code");
    assert!(code != 5_003_008, "a wrong signature: {envelope}");
});
