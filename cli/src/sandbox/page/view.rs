//! What the page shows, as JSON.

use std::sync::Arc;

use serde::Serialize;
use tarspay_core::catalog::BizType;

use crate::sandbox::journal::Seen;
use crate::sandbox::state::{State, now};
use crate::sandbox::store::{Attempt, Callback, Order};

/// How many orders are shown.
const ORDERS: i64 = 100;

#[derive(Serialize)]
pub(super) struct View {
    count: u64,
    requests: Vec<Seen>,
    orders: Vec<OrderView>,
}

/// Times are Unix milliseconds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OrderView {
    pay_order_id: String,
    kind: &'static str,
    mch_no: String,
    mch_order_no: String,
    currency: String,
    amount: String,
    state: &'static str,
    created_at: i64,
    callbacks: Vec<CallbackView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CallbackView {
    id: i64,
    kind: String,
    url: String,
    body: String,
    signature: String,
    /// None if no attempt follows.
    next_at: Option<i64>,
    attempts: Vec<Attempt>,
}

pub(super) async fn of(state: &Arc<State>, count: u64) -> Result<View, String> {
    let latest = state.with_store(|store| store.latest(ORDERS)).await?;
    let orders = latest.into_iter().map(|history| order(history.order, history.callbacks)).collect();
    Ok(View { count, requests: state.journal.latest(), orders })
}

fn order(order: Order, callbacks: Vec<(Callback, Vec<Attempt>)>) -> OrderView {
    OrderView {
        state: order.state_at(now()).name().unwrap_or_default(),
        pay_order_id: order.pay_order_id,
        kind: if order.biz_type == BizType::DEPOSIT.0 { "deposit" } else { "withdraw" },
        mch_no: order.mch_no,
        mch_order_no: order.mch_order_no,
        currency: order.currency,
        amount: order.amount,
        created_at: order.created_at,
        callbacks: callbacks.into_iter().map(|(sent, attempts)| callback(sent, attempts)).collect(),
    }
}

fn callback(sent: Callback, attempts: Vec<Attempt>) -> CallbackView {
    let next_at = (sent.attempts_left > 0).then_some(sent.next_at);
    let Callback { id, kind, url, body, signature, .. } = sent;
    CallbackView { id, kind, url, body, signature, next_at, attempts }
}
