//! One more callback for an order, on demand.

use std::sync::Arc;

use serde::Deserialize;
use tarspay_core::testing::CallbackFault;

use super::order::{self, ATTEMPTS};
use super::state::{State, now};
use super::store::Callback;

/// What is sent once more.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Again {
    /// The order as it is now, until it is answered.
    Resend,
    /// The very bytes that were sent last, once.
    Replay,
    /// The same, signed by somebody else, once.
    Forge,
    /// The same with its amount changed after signing, once.
    Tamper,
}

/// Lays it ready; in English why not.
pub(super) async fn send(state: &Arc<State>, pay_order_id: String, again: Again) -> Result<(), String> {
    let asked = pay_order_id.clone();
    let found = state.with_store(move |store| store.history_of(&asked)).await?;
    let history = found.ok_or("there is no such order")?;
    let is_genuine = |callback: &Callback| !matches!(callback.kind.as_str(), "forged" | "tampered");
    let sent = history.callbacks.into_iter().map(|(callback, _)| callback).rfind(is_genuine);
    let sent = sent.ok_or("the order has no callback: nobody pays it, by its amount or the scenario")?;
    let (kind, fault, attempts_left) = match again {
        Again::Resend => ("resent", CallbackFault::None, ATTEMPTS),
        Again::Replay => ("replay", CallbackFault::None, 1),
        Again::Forge => ("forged", CallbackFault::WrongKey, 1),
        Again::Tamper => ("tampered", CallbackFault::TamperedAmount, 1),
    };
    let (body, signature) = if matches!(again, Again::Replay) {
        (sent.body, sent.signature)
    } else {
        let current = history.order.state_at(now());
        if !current.is_final() {
            return Err("the order is still under way, and has nothing to tell yet".to_owned());
        }
        let made = state.gateway.callback(&order::members(&history.order, current), fault);
        let made = made.map_err(|error| error.to_string())?;
        (made.body, made.signature)
    };
    let next_at = now();
    let callback = Callback {
        id: 0,
        pay_order_id,
        kind: kind.to_owned(),
        url: sent.url,
        body,
        signature,
        attempts_left,
        attempts: 0,
        next_at,
    };
    state.with_store(move |store| store.add_callback(&callback)).await?;
    state.due.notify_one();
    state.journal.changed();
    Ok(())
}
