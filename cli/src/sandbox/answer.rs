//! What each endpoint answers in `data`.

use std::sync::Arc;

use tarspay_core::Endpoint;
use tarspay_core::catalog::{BizType, GatewayCode};
use tarspay_core::json::{Object, Value};
use tarspay_core::model::Model;
use tarspay_core::model::data::{
    BalanceData, DepositData, HistoryData, HistoryRecord, OrderData, TrxData, UtrData, WithdrawData,
};
use tarspay_core::model::request::QueryHistory;

use super::check::Refusal;
use super::state::{State, now};
use super::store::{History, Order};
use super::{money, order};

type Data = Object<'static>;

const NO_DEPOSIT: GatewayCode = GatewayCode(5_003_018);
const NO_WITHDRAW: GatewayCode = GatewayCode(5_003_020);

pub(super) async fn answer(state: &Arc<State>, endpoint: Endpoint, body: &Object<'static>) -> Result<Data, Refusal> {
    match endpoint {
        Endpoint::CreateDeposit => order::deposit(state, body).await.map(|order| deposit(&order)),
        Endpoint::CreateWithdraw => order::withdraw(state, body).await.map(|order| {
            WithdrawData::default().mch_order_no(order.mch_order_no).pay_order_id(order.pay_order_id).to_object()
        }),
        Endpoint::QueryDeposit => asked(state, body, BizType::DEPOSIT, NO_DEPOSIT).await,
        Endpoint::QueryWithdraw | Endpoint::QueryWithdrawProof => {
            asked(state, body, BizType::WITHDRAW, NO_WITHDRAW).await
        }
        Endpoint::QueryOrderByTrx => {
            let found = find(state, body, BizType::DEPOSIT, "trxId", "").await?;
            found.map(|order| data(&order)).ok_or_else(|| Refusal::new(NO_DEPOSIT, "no deposit has this number"))
        }
        Endpoint::QueryBalance => balance(state, body).await,
        Endpoint::QueryUtr | Endpoint::ReplenishUtr => {
            let found = find(state, body, BizType::DEPOSIT, "", "mchOrderNo").await?;
            let utr = UtrData::default().utr(text(body, "utr"));
            Ok(match found {
                Some(order) => utr.status(1).message("The order can be made up").amount(order.amount).to_object(),
                None => utr.status(0).message("No such UTR").to_object(),
            })
        }
        Endpoint::QueryTrx | Endpoint::SupplementTrx => {
            let number = if endpoint == Endpoint::QueryTrx { ("trxId", "") } else { ("", "mchOrderNo") };
            let found = find(state, body, BizType::DEPOSIT, number.0, number.1).await?;
            let trx = TrxData::default().trx_id(text(body, "trxId"));
            Ok(match found {
                Some(order) => {
                    let trx = trx.status(1).message("The order can be made up").amount(order.amount);
                    trx.pay_order_id(order.pay_order_id).to_object()
                }
                None => trx.status(0).message("No such transaction").to_object(),
            })
        }
        Endpoint::QueryHistory => history(state, body).await,
        _ => Err(Refusal::new(GatewayCode(-1), "the sandbox does not know this endpoint yet")),
    }
}

fn text(body: &Object<'_>, name: &str) -> String {
    body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The merchant's order by the members with these names; an empty one does not count.
async fn find(
    state: &Arc<State>,
    body: &Object<'_>,
    biz_type: BizType,
    pay_order_id: &str,
    mch_order_no: &str,
) -> Result<Option<Order>, Refusal> {
    let number = |name| Some(text(body, name)).filter(|number| !number.is_empty());
    let (mch_no, ours, theirs) = (text(body, "mchNo"), number(pay_order_id), number(mch_order_no));
    let found =
        state.with_store(move |store| store.order(&mch_no, biz_type.0, ours.as_deref(), theirs.as_deref())).await;
    found.map_err(|error| Refusal::new(GatewayCode(-1), error))
}

async fn asked(state: &Arc<State>, body: &Object<'_>, biz_type: BizType, code: GatewayCode) -> Result<Data, Refusal> {
    let found = find(state, body, biz_type, "payOrderId", "mchOrderNo").await?;
    found.map(|order| data(&order)).ok_or_else(|| Refusal::new(code, "the merchant has no such order"))
}

fn deposit(order: &Order) -> Data {
    DepositData::default()
        .amount(order.amount.as_str())
        .currency(order.currency.as_str())
        .mch_order_no(order.mch_order_no.as_str())
        .order_state(order.state_at(order.created_at))
        .pay_order_id(order.pay_order_id.as_str())
        .expired_time(order.created_at.div_euclid(1000).saturating_add(1800))
        .to_object()
}

fn data(order: &Order) -> Data {
    OrderData::default()
        .currency(order.currency.as_str())
        .fee(order.fee.as_str())
        .mch_no(order.mch_no.as_str())
        .mch_order_no(order.mch_order_no.as_str())
        .order_amount(order.amount.as_str())
        .pay_amount(if now() < order.settles_at { "0" } else { order.pay_amount.as_str() })
        .pay_order_id(order.pay_order_id.as_str())
        .state(order.state_at(now()))
        .to_object()
}

async fn balance(state: &Arc<State>, body: &Object<'_>) -> Result<Data, Refusal> {
    let mch_no = text(body, "mchNo");
    let asked = mch_no.clone();
    let found = state.with_store(move |store| store.balance(&asked, now())).await;
    let (available, held) = found.map_err(|error| Refusal::new(GatewayCode(-1), error))?;
    Ok(BalanceData::default()
        .available_amount(money::text(available))
        .frozen_amount(money::text(held))
        .mch_no(mch_no)
        .to_object())
}

async fn history(state: &Arc<State>, body: &Object<'_>) -> Result<Data, Refusal> {
    let asked = QueryHistory::from_object(body);
    let (page, size) = (asked.page_number.unwrap_or(1), asked.page_size.unwrap_or(50).max(1));
    let found = state
        .with_store(move |store| {
            let filter = History {
                mch_no: asked.mch_no.as_deref().unwrap_or_default(),
                biz_type: asked.biz_type.map(|biz_type| biz_type.0),
                from: asked.start_time.unwrap_or(0).saturating_mul(1000),
                to: asked.end_time.map_or(i64::MAX, |end| end.saturating_mul(1000).saturating_add(999)),
                page,
                size,
            };
            store.history(&filter, now())
        })
        .await;
    let (orders, total) = found.map_err(|error| Refusal::new(GatewayCode(-1), error))?;
    let pages = total.saturating_add(size.saturating_sub(1)).checked_div(size).unwrap_or(0);
    let records: Vec<HistoryRecord> = orders.iter().map(record).collect();
    Ok(HistoryData::default().current(page).pages(pages).size(size).total(total).records(records).to_object())
}

fn record(order: &Order) -> HistoryRecord {
    let (paid, fee) = (money::parse(&order.pay_amount), money::parse(&order.fee));
    let without_fee = money::text(paid.unwrap_or(0).saturating_sub(fee.unwrap_or(0)));
    let is_deposit = order.biz_type == BizType::DEPOSIT.0;
    HistoryRecord::default()
        .amount(if is_deposit { without_fee } else { order.amount.clone() })
        .biz_type(BizType(order.biz_type))
        .created_at(order.created_at.div_euclid(1000))
        .currency(order.currency.as_str())
        .mch_fee_amount(order.fee.as_str())
        .mch_no(order.mch_no.as_str())
        .mch_order_no(order.mch_order_no.as_str())
        .order_amount(order.amount.as_str())
        .pay_order_id(order.pay_order_id.as_str())
        .state(order.state)
        .success_time(order.settles_at.div_euclid(1000))
}
