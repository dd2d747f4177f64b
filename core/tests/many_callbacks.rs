//! Many callbacks at once get what each gets on its own.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use tarspay_core::testing::{CallbackFault, TestGateway, sample_callback};
use tarspay_core::{Callback, Error, PrivateKey, Verifier};

const FAULTS: [CallbackFault; 4] =
    [CallbackFault::None, CallbackFault::WrongKey, CallbackFault::None, CallbackFault::TamperedAmount];

/// Genuine, forged, unreadable and rewritten callbacks of two trusted gateways, as many as make several blocks.
fn callbacks() -> (Verifier, Vec<(String, String)>) {
    let (old, new) = (TestGateway::new().unwrap(), TestGateway::with_key(PrivateKey::parse(&"5a".repeat(32)).unwrap()));
    let mut callbacks = Vec::new();
    for number in 0..700 {
        let mut members = sample_callback();
        members.mch_order_no = Some(format!("ORDER-{number}"));
        let gateway = if number % 3 == 0 { &old } else { &new };
        let callback = gateway.callback(&members, FAULTS[number % 4]).unwrap();
        let (mut body, mut signature) = (callback.body, callback.signature);
        match number % 50 {
            6 => body = body.replace(',', ", "),
            10 => body.truncate(40),
            12 => signature.clear(),
            16 => signature.insert(0, 'x'),
            18 => body = body.replace("\"mchNo\"", "\"mchNo\":\"twice\",\"mchNo\""),
            _ => {}
        }
        callbacks.push((body, signature));
    }
    (Verifier::new([old.public_key(), new.public_key()]).unwrap(), callbacks)
}

fn said(result: &Result<Callback, Error>) -> String {
    match result {
        Ok(callback) => format!("{} {} {:?}", callback.mch_order_no, callback.matched_key, callback.matched_form),
        Err(error) => format!("{} {:?} {error}", error.code(), error.field()),
    }
}

#[test]
fn every_row_gets_what_it_gets_alone() {
    let (verifier, callbacks) = callbacks();
    let alone: Vec<String> =
        callbacks.iter().map(|(body, signature)| said(&verifier.verify_callback(body.as_bytes(), signature))).collect();
    assert!(alone.iter().filter(|said| said.starts_with("ORDER-")).count() > 250);
    assert!(alone.iter().any(|said| said.ends_with("Compact")));
    for code in
        ["signature_mismatch", "signature_missing", "signature_malformed", "json_syntax", "json_duplicate_member"]
    {
        assert!(alone.iter().any(|said| said.starts_with(code)), "{code}");
    }
    for count in [0, 1, 2, 23, 24, 25, 97, 700] {
        let rows = &callbacks[..count];
        let many =
            verifier.verify_callbacks(rows.iter().map(|(body, signature)| (body.as_bytes(), signature.as_str())));
        assert_eq!(many.iter().map(said).collect::<Vec<_>>(), alone[..count]);
        #[cfg(feature = "std")]
        for threads in [None, std::num::NonZero::new(1), std::num::NonZero::new(7)] {
            let parallel = verifier.verify_callbacks_in_parallel(rows, threads);
            assert_eq!(parallel.iter().map(said).collect::<Vec<_>>(), alone[..count]);
        }
    }
}
