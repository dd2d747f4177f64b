//! What every shop must do.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::Result;

use super::languages::Example;
use super::news::{Gateway, Order, wait};
use super::report::{Check, Row};
use super::shop::Shop;

/// Orders by what the sandbox does to them, and whether they are paid.
const ORDERS: &[(&str, bool)] =
    &[("GENUINE", true), ("ATTACKED", true), ("PRETTY", true), ("HIGH-S", true), ("FAILED", false)];
const AMOUNT: &str = "31500";

/// Starts the shop, lets it create the orders, and looks at what became of them.
pub(super) fn run(gateway: &Gateway, example: &Example, program: Command) -> Result<Row> {
    let mch_no = format!("M-{}", example.name);
    let shop = Shop::start(program, gateway, &mch_no)?;
    let codes = ORDERS.iter().map(|(order, _)| shop.deposit(order, AMOUNT)).collect::<Result<Vec<_>>>()?;
    let accepted = Check::of(codes.iter().all(|code| code == "0"), || format!("codes {codes:?}"));
    if !accepted.is_ok() {
        return Ok(Row {
            name: example.name,
            language: example.language,
            signed: String::new(),
            checks: vec![accepted],
        });
    }
    let orders = wait("the end of all callbacks", || {
        let mut orders = gateway.news()?.orders;
        orders.retain(|order| order.mch_no == mch_no);
        let is_done = orders.len() == ORDERS.len()
            && orders.iter().all(|order| order.callbacks.iter().all(|callback| callback.result().is_some()));
        Ok(is_done.then_some(orders))
    })?;
    let request = gateway.news()?.requests.into_iter().find(|request| request.mch_no == mch_no);
    let paid = shop.paid()?;
    let expected: BTreeMap<String, u32> =
        ORDERS.iter().filter(|(_, is_paid)| *is_paid).map(|(order, _)| ((*order).to_owned(), 1)).collect();
    let genuine = |kind: &str| !matches!(kind, "forged" | "tampered");
    Ok(Row {
        name: example.name,
        language: example.language,
        signed: request.map(|request| request.signed).unwrap_or_default(),
        checks: vec![
            accepted,
            results(&orders, genuine, "answered OK"),
            results(&orders, |kind| !genuine(kind), "HTTP 401"),
            Check::of(paid == expected, || format!("credited {paid:?}")),
        ],
    })
}

/// Whether all callbacks of these kinds came to this end.
fn results(orders: &[Order], wanted: impl Fn(&str) -> bool, end: &str) -> Check {
    let callbacks =
        || orders.iter().flat_map(|order| order.callbacks.iter().map(move |callback| (&order.mch_order_no, callback)));
    let other = callbacks()
        .filter(|(_, callback)| wanted(&callback.kind))
        .find(|(_, callback)| !callback.result().is_some_and(|result| result.starts_with(end)));
    match other {
        None => Check::of(callbacks().any(|(_, callback)| wanted(&callback.kind)), || "none came".to_owned()),
        Some((order, callback)) => {
            Check::of(false, || format!("{} of {order}: {}", callback.kind, callback.result().unwrap_or_default()))
        }
    }
}
