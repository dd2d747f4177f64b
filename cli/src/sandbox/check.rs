//! Whether a request is taken: who signs, what is signed, what it says.

use std::sync::Arc;

use axum::http::{HeaderMap, Method};
use tarspay_core::catalog::GatewayCode;
use tarspay_core::error::Severity;
use tarspay_core::explain::{RequestToExplain, explain_request};
use tarspay_core::json::{Limits, Object, Value, parse_object};
use tarspay_core::model::{RequestOptions, validate};
use tarspay_core::{
    Endpoint, Error, HEADER_API_KEY, HEADER_API_NONCE, HEADER_API_SIGNATURE, Nonce, PublicKey, ReceivedRequest,
};

use super::journal::Seen;
use super::log;
use super::state::{State, now};

/// Why a request is not taken: what the gateway answers, and what only the sandbox's log says.
pub(super) struct Refusal {
    pub(super) code: GatewayCode,
    pub(super) reason: String,
}

pub(super) const MISSING: GatewayCode = GatewayCode(5_003_001);
pub(super) const UNKNOWN_KEY: GatewayCode = GatewayCode(5_003_002);

impl Refusal {
    pub(super) fn new(code: GatewayCode, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into() }
    }

    fn signature(error: &Error) -> Self {
        Self::new(GatewayCode::SIGNATURE_ERROR, error.to_string())
    }
}

/// A request as it came in.
pub(super) struct Incoming {
    pub(super) endpoint: Endpoint,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Incoming {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    fn received(&self) -> ReceivedRequest<'_> {
        ReceivedRequest {
            method: self.method.as_str(),
            path: &self.path,
            nonce: self.header(HEADER_API_NONCE),
            api_key: self.header(HEADER_API_KEY),
            signature: self.header(HEADER_API_SIGNATURE),
            body: &self.body,
        }
    }
}

/// Checks key, signature, time and members, in this order, and gives the members. What is found on the way goes into `seen`.
pub(super) fn check(state: &State, incoming: &Incoming, seen: &mut Seen) -> Result<Object<'static>, Refusal> {
    let received = incoming.received();
    let key = PublicKey::from_hex(received.api_key)
        .map_err(|error| Refusal::new(UNKNOWN_KEY, format!("{HEADER_API_KEY}: {error}")))?;
    let body = parse_object(&incoming.body, &Limits::DEFAULT).map_err(|error| Refusal::signature(&error))?;
    let mch_no = body.get("mchNo").and_then(Value::as_str);
    let mch_no = mch_no.ok_or_else(|| Refusal::new(MISSING, "mchNo is missing, or is no string"))?;
    mch_no.clone_into(&mut seen.mch_no);
    let verifier = state.verifier(mch_no, &key).ok_or_else(|| {
        Refusal::new(UNKNOWN_KEY, format!("merchant {mch_no} is not known with the key in {HEADER_API_KEY}"))
    })?;
    let verified = verifier.verify_request(&received).map_err(|error| Refusal::signature(&error))?;
    check_time(state, received.nonce)?;
    log::line(format_args!("  signed  {}", verified.string_to_sign));
    seen.signed.clone_from(&verified.string_to_sign);
    if !state.remember(mch_no, &verifier) {
        return Err(Refusal::new(UNKNOWN_KEY, format!("merchant {mch_no} has another key")));
    }
    let options = RequestOptions { allow_test_hosts: true, ..RequestOptions::default() };
    for problem in validate(incoming.endpoint, &verified.body, &options) {
        if problem.severity == Severity::Error {
            let code = problem.gateway_code.map_or(MISSING, GatewayCode);
            return Err(Refusal::new(code, format!("{}: {}", problem.member, problem.message)));
        }
    }
    Ok(verified.body.into_owned())
}

fn check_time(state: &State, nonce: &str) -> Result<(), Refusal> {
    let sent: i64 = Nonce::parse(nonce).map_err(|error| Refusal::signature(&error))?.as_str().parse().unwrap_or(0);
    let away = now().abs_diff(sent);
    if away <= state.nonce_window {
        return Ok(());
    }
    let reason =
        format!("{HEADER_API_NONCE} is {away} ms away from now: sign each request when it is sent, by a right clock");
    Err(Refusal::new(GatewayCode::SIGNATURE_ERROR, reason))
}

/// Writes into log and journal what the gateway does not say: every stage, and the mistake. One request at a time; where many wait,
/// the next ones go without.
pub(super) fn explain(state: &Arc<State>, incoming: Incoming, seen: u64) {
    let state = Arc::clone(state);
    tokio::spawn(async move {
        let Ok(_place) = state.explanations.try_acquire() else {
            log::line(format_args!("  not explained: too many requests wait for it"));
            return;
        };
        let _turn = state.explaining.lock().await;
        if let Ok(text) = tokio::task::spawn_blocking(move || explanation(&incoming)).await {
            log::text(&text);
            state.journal.explain(seen, text);
        }
    });
}

fn explanation(incoming: &Incoming) -> String {
    let received = incoming.received();
    explain_request(&RequestToExplain {
        method: received.method,
        path: received.path,
        nonce: received.nonce,
        body: received.body,
        api_key: Some(received.api_key),
        signature: Some(received.signature),
        ..RequestToExplain::default()
    })
    .to_text()
}
