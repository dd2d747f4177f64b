//! What every part of the sandbox holds.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tarspay_core::testing::TestGateway;
use tarspay_core::{PublicKey, Verifier};
use tokio::sync::{Notify, Semaphore};

use super::journal::Journal;
use super::outcome::Scenario;
use super::store::Store;

pub(super) struct State {
    pub(super) gateway: TestGateway,
    pub(super) scenario: Scenario,
    /// How long one unit of the callbacks' intervals is, in milliseconds.
    pub(super) unit: i64,
    /// How far a nonce may be from now, in milliseconds.
    pub(super) nonce_window: u64,
    /// Whether callbacks may leave this machine.
    pub(super) any_target: bool,
    /// What the page shows beside the store.
    pub(super) journal: Journal,
    /// Wakes the delivery of callbacks.
    pub(super) due: Notify,
    /// One explanation at a time: each can take a second.
    pub(super) explaining: tokio::sync::Mutex<()>,
    /// Places for requests that wait to be explained.
    pub(super) explanations: Semaphore,
    store: Mutex<Store>,
    merchants: Mutex<HashMap<String, Verifier>>,
    /// Whether a merchant that is not known yet is taken with the first key that signs for it.
    first_key_counts: bool,
    orders: AtomicU64,
}

/// What the sandbox is started with.
pub(super) struct Settings {
    pub(super) gateway: TestGateway,
    pub(super) scenario: Scenario,
    pub(super) unit: i64,
    pub(super) nonce_window: u64,
    pub(super) any_target: bool,
    pub(super) merchants: HashMap<String, Verifier>,
}

impl State {
    pub(super) fn new(settings: Settings, store: Store) -> Self {
        let Settings { gateway, scenario, unit, nonce_window, any_target, merchants } = settings;
        Self {
            gateway,
            scenario,
            unit,
            nonce_window,
            any_target,
            journal: Journal::new(),
            due: Notify::new(),
            explaining: tokio::sync::Mutex::new(()),
            explanations: Semaphore::new(16),
            store: Mutex::new(store),
            first_key_counts: merchants.is_empty(),
            merchants: Mutex::new(merchants),
            orders: AtomicU64::new(0),
        }
    }

    /// Works on the store, off the threads that serve connections.
    pub(super) async fn with_store<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Store) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, String> {
        let state = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || work(&mut lock(&state.store))).await;
        done.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
    }

    /// Who checks this merchant's requests; none if the merchant has another key, or none.
    pub(super) fn verifier(&self, mch_no: &str, key: &PublicKey) -> Option<Verifier> {
        match lock(&self.merchants).get(mch_no) {
            Some(verifier) => verifier.keys().contains(key).then(|| verifier.clone()),
            None if self.first_key_counts => Verifier::new([key.clone()]).ok(),
            None => None,
        }
    }

    /// Remembers a merchant's key, which has just signed for it. False if another key was faster.
    pub(super) fn remember(&self, mch_no: &str, verifier: &Verifier) -> bool {
        let mut merchants = lock(&self.merchants);
        merchants.entry(mch_no.to_owned()).or_insert_with(|| verifier.clone()).keys() == verifier.keys()
    }

    /// A new number for an order.
    pub(super) fn pay_order_id(&self, now: i64) -> String {
        format!("P{now}{:06}", self.orders.fetch_add(1, Ordering::Relaxed).rem_euclid(1_000_000))
    }
}

/// Unix time in milliseconds.
pub(super) fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}

/// Nothing behind these locks is left half done by a panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
