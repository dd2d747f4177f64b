//! HTTP: connections, limits, routes and envelopes.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http_body_util::BodyExt;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tarspay_core::Endpoint;
use tarspay_core::catalog::GatewayCode;
use tarspay_core::json::{Limits, MemberOrder, Object, Value};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::check::{self, Incoming};
use super::journal::Seen;
use super::state::{State, now};
use super::{answer, log, page};

/// Further connections wait until one of these ends.
const CONNECTIONS: usize = 4000;
/// Files that are open beside connections: the store, callbacks under way.
const OTHER_FILES: usize = 200;
/// For the head of a request, and again for its body.
const PATIENCE: Duration = Duration::from_secs(10);
/// As much of a body that is too large is read, so that its sender comes to read the answer.
const DRAINED_BYTES: usize = 64 << 20;

/// Where the endpoint is; those whose path the gateway has not published have one of the sandbox's own.
pub(super) fn path(endpoint: Endpoint) -> String {
    endpoint.spec().path.map_or_else(|| format!("/sandbox/{}", endpoint.as_str()), ToOwned::to_owned)
}

pub(super) fn router(state: Arc<State>) -> Router {
    let mut router = Router::new();
    for &endpoint in Endpoint::ALL {
        let handler = move |Shared(state): Shared<Arc<State>>, request: Request| handle(state, endpoint, request);
        router = router.route(&path(endpoint), post(handler));
    }
    let wrong_method =
        async || failure(StatusCode::METHOD_NOT_ALLOWED, "the endpoints are called with POST, the page with GET");
    let no_path = async || failure(StatusCode::NOT_FOUND, "the gateway has no such path");
    router.method_not_allowed_fallback(wrong_method).fallback(no_path).merge(page::routes()).with_state(state)
}

pub(super) async fn run(listener: TcpListener, state: Arc<State>) {
    let router = router(state);
    let places = Arc::new(Semaphore::new(most_connections()));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                log::line(format_args!("a connection can't be taken: {error}"));
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let router = router.clone();
        // Answers are small and wait for nothing.
        let _ = stream.set_nodelay(true);
        tokio::spawn(async move {
            connection(stream, router).await;
            drop(place);
        });
    }
}

/// As many as the system lets this program open; many systems let it open 1,024 files unless it asks for more.
fn most_connections() -> usize {
    let wanted = CONNECTIONS.saturating_add(OTHER_FILES);
    let files =
        rlimit::increase_nofile_limit(wanted as u64).map_or(1000, |files| usize::try_from(files).unwrap_or(wanted));
    files.min(wanted).saturating_sub(OTHER_FILES).max(1)
}

pub(super) async fn connection(stream: impl AsyncRead + AsyncWrite + Unpin, router: Router) {
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .await;
    // Those that went away, or sent nothing for too long, are no news.
    if let Err(error) = served
        && error.is_parse()
    {
        log::line(format_args!("malformed HTTP: {error}"));
    }
}

async fn handle(state: Arc<State>, endpoint: Endpoint, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let body = match tokio::time::timeout(PATIENCE, read(body)).await {
        Ok(Ok(body)) => body,
        Ok(Err(response)) => return response,
        Err(_) => return failure(StatusCode::REQUEST_TIMEOUT, "the body did not come in 10 s"),
    };
    let incoming = Incoming { endpoint, method: parts.method, path, headers: parts.headers, body };
    let mut seen = Seen { at: now(), path: incoming.path.clone(), ..Seen::default() };
    let checked = check::check(&state, &incoming, &mut seen);
    let answered = match checked {
        Ok(body) => answer::answer(&state, endpoint, &body).await,
        Err(refusal) => Err(refusal),
    };
    let path = &incoming.path;
    match answered {
        Ok(data) => {
            log::line(format_args!("{path} 0"));
            state.journal.add(seen);
            envelope(StatusCode::OK, GatewayCode::SUCCESS, "SUCCESS", Some(data))
        }
        Err(refusal) => {
            log::line(format_args!("{path} {}: {}", refusal.code.0, refusal.reason));
            let number = state.journal.add(Seen { code: refusal.code.0, reason: refusal.reason, ..seen });
            if refusal.code == GatewayCode::SIGNATURE_ERROR {
                check::explain(&state, incoming, number);
            }
            let text = refusal.code.texts().first().copied().unwrap_or("System error");
            envelope(StatusCode::OK, refusal.code, text, None)
        }
    }
}

/// The whole body; what is longer than the library takes is refused.
async fn read(mut body: Body) -> Result<Vec<u8>, Response> {
    let most = Limits::DEFAULT.max_bytes;
    let mut bytes = Vec::new();
    let mut length: usize = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| failure(StatusCode::BAD_REQUEST, "the body can't be read"))?;
        let data = frame.into_data().unwrap_or_else(|_| Bytes::new());
        length = length.saturating_add(data.len());
        if length <= most {
            bytes.extend_from_slice(&data);
        } else if length > DRAINED_BYTES {
            break;
        }
    }
    if length > most {
        return Err(failure(StatusCode::PAYLOAD_TOO_LARGE, &format!("the body is longer than {most} bytes")));
    }
    Ok(bytes)
}

fn failure(status: StatusCode, text: &str) -> Response {
    envelope(status, GatewayCode(-1), text, None)
}

fn envelope(status: StatusCode, code: GatewayCode, text: &str, data: Option<Object<'static>>) -> Response {
    let mut answer = Object::new();
    answer.insert("code", code.0);
    answer.insert("msg", text.to_owned());
    if let Some(data) = data {
        answer.insert("data", Value::Object(data));
    }
    let head = [(header::CONTENT_TYPE, "application/json;charset=utf-8")];
    (status, head, answer.to_json(MemberOrder::AsReceived)).into_response()
}
