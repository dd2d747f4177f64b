//! Sends callbacks until they are answered with `OK`.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tarspay_core::model::CALLBACK_ANSWER;
use tarspay_core::{CONTENT_TYPE, HEADER_CALLBACK_SIGNATURE};
use tokio::sync::Semaphore;

use super::log;
use super::state::{State, now};
use super::store::{Attempt, Callback};
use super::target;

/// After which attempt how long is waited, in units; a unit is a second unless the sandbox was told otherwise.
const INTERVALS: [i64; 15] = [1, 2, 5, 10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600];
/// How many callbacks are under way at once.
const AT_ONCE: usize = 64;
const PATIENCE: Duration = Duration::from_secs(10);
/// More of an answer is not read.
const ANSWER_BYTES: usize = 64;

type Http = Client<HttpConnector, Full<Bytes>>;

/// Runs for ever.
pub(super) async fn run(state: Arc<State>) {
    // This client follows no redirects.
    let http: Http = Client::builder(TokioExecutor::new()).build_http();
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let free = places.available_permits();
        let due = state.with_store(move |store| store.take_due(now(), free)).await.unwrap_or_else(|error| {
            log::line(format_args!("the store can't be read: {error}"));
            Vec::new()
        });
        let is_idle = due.is_empty();
        for callback in due {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let (state, http) = (Arc::clone(&state), http.clone());
            tokio::spawn(async move {
                attempt(&state, &http, &callback).await;
                drop(place);
                state.due.notify_one();
            });
        }
        if is_idle {
            let pause = Duration::from_millis(u64::try_from(state.unit).unwrap_or(1000).clamp(5, 100));
            let _ = tokio::time::timeout(pause, state.due.notified()).await;
        }
    }
}

async fn attempt(state: &Arc<State>, http: &Http, callback: &Callback) {
    let number = callback.attempts.saturating_add(1);
    let most = callback.attempts.saturating_add(callback.attempts_left);
    let (what, next) = match target::check(&callback.url, state.any_target) {
        Err(reason) => (format!("not sent: {reason}"), None),
        Ok(uri) => {
            let answered = tokio::time::timeout(PATIENCE, send(http, uri, callback)).await;
            match answered.unwrap_or_else(|_| Err("no answer in 10 s".to_owned())) {
                Ok(()) => ("answered OK".to_owned(), None),
                Err(reason) => (reason, interval(number).filter(|_| callback.attempts_left > 1)),
            }
        }
    };
    let (id, pay_order_id, kind) = (callback.id, &callback.pay_order_id, &callback.kind);
    let again = next.map(|units| units.saturating_mul(state.unit));
    let then = again.map_or(String::new(), |wait| format!("; again in {wait} ms"));
    log::line(format_args!("callback {id} ({kind}) of {pay_order_id}, attempt {number} of {most}: {what}{then}"));
    let next_at = again.map(|wait| now().saturating_add(wait));
    let done = Attempt { at: now(), result: what };
    if let Err(error) = state.with_store(move |store| store.attempted(id, &done, next_at)).await {
        log::line(format_args!("the store can't be written: {error}"));
    }
    state.journal.changed();
}

fn interval(attempt: u32) -> Option<i64> {
    INTERVALS.get(usize::try_from(attempt).ok()?.checked_sub(1)?).copied()
}

async fn send(http: &Http, uri: Uri, callback: &Callback) -> Result<(), String> {
    let request = Request::post(uri)
        .header(header::CONTENT_TYPE, CONTENT_TYPE)
        .header(HEADER_CALLBACK_SIGNATURE, &callback.signature)
        .body(Full::from(callback.body.clone()))
        .map_err(|error| error.to_string())?;
    let answer = http.request(request).await.map_err(|error| {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        format!("not delivered: {}", cause.unwrap_or_else(|| error.to_string()))
    })?;
    let status = answer.status();
    let body = Limited::new(answer.into_body(), ANSWER_BYTES).collect().await;
    let is_taken = status == StatusCode::OK && body.is_ok_and(|body| body.to_bytes() == CALLBACK_ANSWER);
    if is_taken { Ok(()) } else { Err(format!("HTTP {} without the body {CALLBACK_ANSWER} alone", status.as_u16())) }
}
