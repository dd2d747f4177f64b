//! The latest orders with all that was sent for them.

use rusqlite::{OptionalExtension, Result, params};

use super::{Attempt, Callback, Order, Store, callback, order};

/// An order, its callbacks and every attempt to send them.
pub(in crate::sandbox) struct History {
    pub(in crate::sandbox) order: Order,
    pub(in crate::sandbox) callbacks: Vec<(Callback, Vec<Attempt>)>,
}

const CALLBACKS: &str =
    "SELECT id, pay_order_id, kind, url, body, signature, iif(done, 0, attempts_left), attempts, next_at
     FROM callbacks WHERE pay_order_id = ?1 ORDER BY id";

impl Store {
    /// The latest orders of all merchants, newest first.
    pub(in crate::sandbox) fn latest(&self, most: i64) -> Result<Vec<History>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM orders ORDER BY rowid DESC LIMIT ?1")?;
        let orders: Vec<Order> = statement.query_map([most], order)?.collect::<Result<_>>()?;
        orders.into_iter().map(|order| self.with_callbacks(order)).collect()
    }

    /// An order by its number, whoever's it is.
    pub(in crate::sandbox) fn history_of(&self, pay_order_id: &str) -> Result<Option<History>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM orders WHERE pay_order_id = ?1")?;
        let found = statement.query_row([pay_order_id], order).optional()?;
        found.map(|order| self.with_callbacks(order)).transpose()
    }

    fn with_callbacks(&self, order: Order) -> Result<History> {
        let mut statement = self.connection.prepare_cached(CALLBACKS)?;
        let sent: Vec<Callback> = statement.query_map([&order.pay_order_id], callback)?.collect::<Result<_>>()?;
        let mut statement =
            self.connection.prepare_cached("SELECT at, result FROM attempts WHERE callback = ?1 ORDER BY rowid")?;
        let mut callbacks = Vec::new();
        for callback in sent {
            let attempts = statement
                .query_map(params![callback.id], |row| Ok(Attempt { at: row.get(0)?, result: row.get(1)? }))?
                .collect::<Result<_>>()?;
            callbacks.push((callback, attempts));
        }
        Ok(History { order, callbacks })
    }
}
