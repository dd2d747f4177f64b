//! A page that shows what happens, and what it asks for. It works without a network.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;

use super::again::{self, Again};
use super::state::State;

mod view;

/// Nothing from elsewhere, and nothing goes elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";
/// A page elsewhere can't send it without being allowed to, which it is not.
const FROM_PAGE: &str = "x-sandbox-page";
/// How long a question waits for news; orders also end by themselves, without any.
const WAIT: Duration = Duration::from_secs(1);
/// As often at most, however much happens.
const PAUSE: Duration = Duration::from_millis(100);

pub(super) fn routes() -> Router<Arc<State>> {
    let file = |kind: &'static str, text: &'static str| get(async move || ([(header::CONTENT_TYPE, kind)], text));
    Router::new()
        .route("/", file("text/html;charset=utf-8", include_str!("index.html")))
        .route("/page/style.css", file("text/css;charset=utf-8", include_str!("style.css")))
        .route("/page/script.js", file("text/javascript;charset=utf-8", include_str!("script.js")))
        .route("/page/news", get(news))
        .route("/page/orders/{order}/{again}", post(send_again))
        .layer(middleware::from_fn(guard))
}

#[derive(Deserialize)]
struct Since {
    #[serde(default)]
    since: u64,
}

/// All that is shown, as soon as something happened since that count.
async fn news(Shared(state): Shared<Arc<State>>, Query(Since { since }): Query<Since>) -> Response {
    let mut news = state.journal.news();
    if since != 0 {
        tokio::time::sleep(PAUSE).await;
        // After that time it is told what there is.
        let _ = tokio::time::timeout(WAIT, news.wait_for(|count| *count != since)).await;
    }
    let count = *news.borrow_and_update();
    match view::of(&state, count).await {
        Ok(view) => Json(view).into_response(),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, reason).into_response(),
    }
}

async fn send_again(
    Shared(state): Shared<Arc<State>>,
    Path((order, again)): Path<(String, Again)>,
    headers: HeaderMap,
) -> Response {
    if !headers.contains_key(FROM_PAGE) {
        return (StatusCode::FORBIDDEN, format!("only the sandbox's own page may; it sends {FROM_PAGE}"))
            .into_response();
    }
    match again::send(&state, order, again).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(reason) => (StatusCode::CONFLICT, reason).into_response(),
    }
}

/// Answers only who asks for this machine by address, or as localhost: another name may belong to a page elsewhere that leads it here.
async fn guard(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_own(host) {
        let text = "call the sandbox's page by its address, or as localhost";
        return (StatusCode::MISDIRECTED_REQUEST, text).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn is_own(host: &str) -> bool {
    let Ok(uri) = host.parse::<Uri>() else { return false };
    let host = uri.host().unwrap_or_default();
    host == "localhost" || host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_this_machine_s_names_are_answered() {
        for host in ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765", "192.168.0.7:8765"] {
            assert!(is_own(host), "{host}");
        }
        for host in ["", "example.com", "localhost.example.com:80", "127.0.0.1.example.com"] {
            assert!(!is_own(host), "{host}");
        }
    }
}
