//! Receives callbacks and verifies each.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use tarspay_core::model::CALLBACK_ANSWER;
use tarspay_core::{HEADER_CALLBACK_SIGNATURE, PublicKey, Verifier};
use tokio::runtime::Runtime;

/// Ended when dropped.
pub(super) struct Handler {
    pub(super) address: String,
    seen: Arc<Seen>,
    _runtime: Runtime,
}

struct Seen {
    verifier: Verifier,
    orders: Mutex<HashSet<String>>,
    count: AtomicUsize,
    refused: AtomicUsize,
}

impl Handler {
    pub(super) fn start(platform_key: &str) -> Result<Self> {
        let seen = Arc::new(Seen {
            verifier: Verifier::new([PublicKey::from_hex(platform_key)?])?,
            orders: Mutex::default(),
            count: AtomicUsize::default(),
            refused: AtomicUsize::default(),
        });
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
        let address = format!("http://{}/notify", listener.local_addr()?);
        let routes = Router::new().route("/notify", post(receive)).with_state(Arc::clone(&seen));
        runtime.spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { address, seen, _runtime: runtime })
    }

    /// Whether a callback of this order came.
    pub(super) fn has(&self, order: &str) -> bool {
        self.seen.orders.lock().unwrap_or_else(PoisonError::into_inner).contains(order)
    }

    /// How many callbacks came, repeated ones too.
    pub(super) fn count(&self) -> usize {
        self.seen.count.load(Ordering::Relaxed)
    }

    /// How many had no good signature.
    pub(super) fn refused(&self) -> usize {
        self.seen.refused.load(Ordering::Relaxed)
    }
}

async fn receive(State(seen): State<Arc<Seen>>, headers: HeaderMap, body: Bytes) -> (StatusCode, &'static str) {
    let signature = headers.get(HEADER_CALLBACK_SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Ok(callback) = seen.verifier.verify_callback(&body, signature) else {
        seen.refused.fetch_add(1, Ordering::Relaxed);
        return (StatusCode::UNAUTHORIZED, "");
    };
    seen.count.fetch_add(1, Ordering::Relaxed);
    seen.orders.lock().unwrap_or_else(PoisonError::into_inner).insert(callback.mch_order_no);
    (StatusCode::OK, CALLBACK_ANSWER)
}
