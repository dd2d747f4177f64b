//! Takes orders, and decides what becomes of them.

use std::sync::Arc;

use tarspay_core::catalog::{BizType, GatewayCode, OrderState};
use tarspay_core::json::Object;
use tarspay_core::model::request::{CreateDeposit, CreateWithdraw};
use tarspay_core::model::{CallbackMembers, Model};
use tarspay_core::testing::CallbackFault;

use super::check::Refusal;
use super::money;
use super::outcome::{Fault, Outcome};
use super::state::{State, now};
use super::store::{Callback, Order, Refused};

/// How often a callback is sent until it is answered with `OK`.
pub(super) const ATTEMPTS: u32 = 16;
const AMOUNT_FORMAT: GatewayCode = GatewayCode(500_321);
const DUPLICATE: GatewayCode = GatewayCode(5_003_011);
const NO_BALANCE: GatewayCode = GatewayCode(5_004_006);

/// What both kinds of orders say.
struct Asked {
    biz_type: BizType,
    mch_no: String,
    mch_order_no: String,
    currency: String,
    amount: String,
    notify_url: String,
}

pub(super) async fn deposit(state: &Arc<State>, body: &Object<'_>) -> Result<Order, Refusal> {
    let CreateDeposit { mch_no, mch_order_no, currency, amount, notify_url, .. } = CreateDeposit::from_object(body);
    let (mch_no, mch_order_no) = (mch_no.unwrap_or_default(), mch_order_no.unwrap_or_default());
    let (currency, amount) = (currency.unwrap_or_default(), amount.unwrap_or_default());
    let notify_url = notify_url.unwrap_or_default();
    take(state, Asked { biz_type: BizType::DEPOSIT, mch_no, mch_order_no, currency, amount, notify_url }).await
}

pub(super) async fn withdraw(state: &Arc<State>, body: &Object<'_>) -> Result<Order, Refusal> {
    let CreateWithdraw { mch_no, mch_order_no, currency, amount, notify_url, .. } = CreateWithdraw::from_object(body);
    let (mch_no, mch_order_no) = (mch_no.unwrap_or_default(), mch_order_no.unwrap_or_default());
    let (currency, amount) = (currency.unwrap_or_default(), amount.unwrap_or_default());
    let notify_url = notify_url.unwrap_or_default();
    take(state, Asked { biz_type: BizType::WITHDRAW, mch_no, mch_order_no, currency, amount, notify_url }).await
}

async fn take(state: &Arc<State>, asked: Asked) -> Result<Order, Refusal> {
    let (outcome, faults) = state.scenario.of(&asked.mch_order_no, &asked.amount);
    let order = decide(state, &asked, outcome)?;
    let callbacks = callbacks(state, &order, &asked.notify_url, outcome, faults)
        .map_err(|error| Refusal::new(GatewayCode(-1), error.to_string()))?;
    let stored = order.clone();
    let taken = state.with_store(move |store| store.add(&stored, &callbacks, now())).await;
    match taken.map_err(|error| Refusal::new(GatewayCode(-1), error))? {
        Ok(()) => state.due.notify_one(),
        Err(Refused::Duplicate) => {
            return Err(Refusal::new(DUPLICATE, format!("mchOrderNo {} was used before", order.mch_order_no)));
        }
        Err(Refused::Balance) => {
            return Err(Refusal::new(NO_BALANCE, "the balance is smaller than the amount and its fee"));
        }
    }
    Ok(order)
}

fn decide(state: &State, asked: &Asked, outcome: Outcome) -> Result<Order, Refusal> {
    let is_deposit = asked.biz_type == BizType::DEPOSIT;
    let amount = money::parse(&asked.amount);
    let amount =
        amount.ok_or_else(|| Refusal::new(AMOUNT_FORMAT, "the amount has more than two decimals, or is huge"))?;
    let end = outcome.state(is_deposit);
    let paid = match end {
        OrderState::SUCCESS | OrderState::REFUND => amount,
        OrderState::PARTIAL => amount.div_euclid(2),
        _ => 0,
    };
    let fee = money::fee(paid);
    let settled = match (end, is_deposit) {
        (OrderState::REFUND, _) => 0,
        (_, true) => paid.saturating_sub(fee),
        (_, false) => paid.saturating_add(fee).saturating_neg(),
    };
    let now = now();
    // A withdraw that never ends holds its amount back for ever.
    let settles_at = if end == OrderState::PROCESSING { i64::MAX } else { now.saturating_add(state.unit) };
    Ok(Order {
        pay_order_id: state.pay_order_id(now),
        biz_type: asked.biz_type.0,
        mch_no: asked.mch_no.clone(),
        mch_order_no: asked.mch_order_no.clone(),
        currency: asked.currency.clone(),
        amount: asked.amount.clone(),
        pay_amount: if paid == amount { asked.amount.clone() } else { money::text(paid) },
        fee: money::text(fee),
        state: end.0,
        created_at: now,
        settles_at,
        held: if is_deposit { 0 } else { amount.saturating_add(money::fee(amount)) },
        settled,
    })
}

/// The callbacks of an order, each due at its time.
fn callbacks(
    state: &State,
    order: &Order,
    url: &str,
    outcome: Outcome,
    faults: &[Fault],
) -> tarspay_core::Result<Vec<Callback>> {
    if outcome == Outcome::Timeout {
        return Ok(Vec::new());
    }
    let has = |fault| faults.contains(&fault);
    let after = |units: i64| order.settles_at.saturating_add(state.unit.saturating_mul(units));
    let late: i64 = if has(Fault::Slow) { 10 } else { 0 };
    let make = |kind: &str, end: OrderState, fault, attempts_left, units| {
        let made = state.gateway.callback(&members(order, end), fault)?;
        Ok::<_, tarspay_core::Error>(Callback {
            id: 0,
            pay_order_id: order.pay_order_id.clone(),
            kind: kind.to_owned(),
            url: url.to_owned(),
            body: made.body,
            signature: made.signature,
            attempts_left,
            attempts: 0,
            next_at: after(units),
        })
    };
    let form = match (has(Fault::PrettyPrinted), has(Fault::HighS)) {
        (true, _) => CallbackFault::PrettyPrinted,
        (_, true) => CallbackFault::HighS,
        _ => CallbackFault::None,
    };
    let first = if outcome == Outcome::Refund { OrderState::SUCCESS } else { OrderState(order.state) };
    let genuine = if has(Fault::OutOfOrder) { late.saturating_add(2) } else { late };
    let mut made = Vec::new();
    if has(Fault::Forged) {
        made.push(make("forged", first, CallbackFault::WrongKey, 1, -1)?);
    }
    if has(Fault::Tampered) {
        made.push(make("tampered", first, CallbackFault::TamperedAmount, 1, -1)?);
    }
    made.push(make("genuine", first, form, ATTEMPTS, genuine)?);
    if has(Fault::Duplicate) {
        made.push(make("duplicate", first, form, ATTEMPTS, genuine)?);
    }
    if has(Fault::Replay) {
        made.push(make("replay", first, form, ATTEMPTS, genuine.saturating_add(5))?);
    }
    if outcome == Outcome::Refund {
        made.push(make("refund", OrderState::REFUND, form, ATTEMPTS, late.saturating_add(1))?);
    }
    Ok(made)
}

pub(super) fn members(order: &Order, state: OrderState) -> CallbackMembers {
    let members = CallbackMembers::default()
        .biz_type(BizType(order.biz_type))
        .currency(order.currency.as_str())
        .fee(order.fee.as_str())
        .mch_no(order.mch_no.as_str())
        .mch_order_no(order.mch_order_no.as_str())
        .order_amount(order.amount.as_str())
        .pay_amount(order.pay_amount.as_str())
        .pay_order_id(order.pay_order_id.as_str())
        .state(state);
    let failed = order.biz_type == BizType::WITHDRAW.0 && state.is_failure();
    if failed { members.fail_reason("payment failed") } else { members }
}
