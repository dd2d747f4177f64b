//! Orders and callbacks in SQLite: in a file, or in memory.

mod latest;

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Result, Row, Transaction, params};
use serde::Serialize;
use tarspay_core::catalog::OrderState;

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS orders (
    pay_order_id TEXT PRIMARY KEY, biz_type INTEGER NOT NULL, mch_no TEXT NOT NULL, mch_order_no TEXT NOT NULL,
    currency TEXT NOT NULL, amount TEXT NOT NULL, pay_amount TEXT NOT NULL, fee TEXT NOT NULL, state INTEGER NOT NULL,
    created_at INTEGER NOT NULL, settles_at INTEGER NOT NULL, held INTEGER NOT NULL, settled INTEGER NOT NULL,
    UNIQUE (mch_no, biz_type, mch_order_no)) STRICT;
CREATE TABLE IF NOT EXISTS callbacks (
    id INTEGER PRIMARY KEY, pay_order_id TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL,
    signature TEXT NOT NULL, attempts_left INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL, taken INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS attempts (
    callback INTEGER NOT NULL, at INTEGER NOT NULL, result TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS of_callback ON attempts (callback);
CREATE INDEX IF NOT EXISTS due ON callbacks (done, taken, next_at);
CREATE INDEX IF NOT EXISTS of_order ON callbacks (pay_order_id);
UPDATE callbacks SET taken = 0;
";

/// An order. Times are Unix milliseconds, `held` and `settled` hundredths.
#[derive(Clone)]
pub(in crate::sandbox) struct Order {
    pub(in crate::sandbox) pay_order_id: String,
    pub(in crate::sandbox) biz_type: i64,
    pub(in crate::sandbox) mch_no: String,
    pub(in crate::sandbox) mch_order_no: String,
    pub(in crate::sandbox) currency: String,
    pub(in crate::sandbox) amount: String,
    pub(in crate::sandbox) pay_amount: String,
    pub(in crate::sandbox) fee: String,
    /// From `settles_at` on; before, it is processing.
    pub(in crate::sandbox) state: i64,
    pub(in crate::sandbox) created_at: i64,
    pub(in crate::sandbox) settles_at: i64,
    /// What is held back of the balance until then.
    pub(in crate::sandbox) held: i64,
    /// What the order changes the balance by from then on.
    pub(in crate::sandbox) settled: i64,
}

impl Order {
    pub(in crate::sandbox) fn state_at(&self, now: i64) -> OrderState {
        if now < self.settles_at { OrderState::PROCESSING } else { OrderState(self.state) }
    }
}

/// A callback to be sent.
pub(in crate::sandbox) struct Callback {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) pay_order_id: String,
    pub(in crate::sandbox) kind: String,
    pub(in crate::sandbox) url: String,
    pub(in crate::sandbox) body: String,
    pub(in crate::sandbox) signature: String,
    pub(in crate::sandbox) attempts_left: u32,
    pub(in crate::sandbox) attempts: u32,
    pub(in crate::sandbox) next_at: i64,
}

/// What came of sending a callback once.
#[derive(Serialize)]
pub(in crate::sandbox) struct Attempt {
    /// Unix time in milliseconds.
    pub(in crate::sandbox) at: i64,
    pub(in crate::sandbox) result: String,
}

/// Why an order was not taken.
pub(in crate::sandbox) enum Refused {
    Duplicate,
    Balance,
}

pub(in crate::sandbox) struct Store {
    connection: Connection,
    /// Every merchant begins with this balance, in hundredths.
    opening: i64,
}

impl Store {
    pub(in crate::sandbox) fn open(file: Option<&Path>, opening: i64) -> Result<Self> {
        let connection = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        // A write-ahead log that the system has taken outlives this process, however it ends.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        connection.execute_batch("PRAGMA synchronous = NORMAL;")?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection, opening })
    }

    /// Takes an order and its callbacks, all or nothing. They are kept once this returns.
    pub(in crate::sandbox) fn add(
        &mut self,
        order: &Order,
        callbacks: &[Callback],
        now: i64,
    ) -> Result<std::result::Result<(), Refused>> {
        let opening = self.opening;
        let transaction = self.connection.transaction()?;
        if let Err(error) = insert_order(&transaction, order) {
            return match error.sqlite_error_code() {
                Some(ErrorCode::ConstraintViolation) => Ok(Err(Refused::Duplicate)),
                _ => Err(error),
            };
        }
        if order.held > 0 && balance(&transaction, &order.mch_no, opening, now)?.0 < 0 {
            return Ok(Err(Refused::Balance));
        }
        for callback in callbacks {
            insert_callback(&transaction, callback)?;
        }
        transaction.commit()?;
        Ok(Ok(()))
    }

    pub(in crate::sandbox) fn order(
        &self,
        mch_no: &str,
        biz_type: i64,
        pay_order_id: Option<&str>,
        mch_order_no: Option<&str>,
    ) -> Result<Option<Order>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT * FROM orders WHERE mch_no = ?1 AND biz_type = ?2 AND (?3 IS NULL OR pay_order_id = ?3)
             AND (?4 IS NULL OR mch_order_no = ?4) AND coalesce(?3, ?4) IS NOT NULL",
        )?;
        statement.query_row(params![mch_no, biz_type, pay_order_id, mch_order_no], order).optional()
    }

    /// What can be paid out, and what is held back.
    pub(in crate::sandbox) fn balance(&self, mch_no: &str, now: i64) -> Result<(i64, i64)> {
        balance(&self.connection, mch_no, self.opening, now)
    }

    /// One page of a merchant's settled orders, newest first, and how many there are.
    pub(in crate::sandbox) fn history(&self, filter: &History<'_>, now: i64) -> Result<(Vec<Order>, i64)> {
        const FROM: &str = "FROM orders WHERE mch_no = ?1 AND settles_at <= ?2 AND (?3 IS NULL OR biz_type = ?3)
             AND created_at >= ?4 AND created_at <= ?5";
        let bound = params![filter.mch_no, now, filter.biz_type, filter.from, filter.to];
        let total = self.connection.query_row(&format!("SELECT count(*) {FROM}"), bound, |row| row.get(0))?;
        let page = format!("SELECT * {FROM} ORDER BY rowid DESC LIMIT ?6 OFFSET ?7");
        let mut statement = self.connection.prepare_cached(&page)?;
        let skipped = filter.page.saturating_sub(1).saturating_mul(filter.size);
        let bound = params![filter.mch_no, now, filter.biz_type, filter.from, filter.to, filter.size, skipped];
        let records = statement.query_map(bound, order)?.collect::<Result<_>>()?;
        Ok((records, total))
    }

    /// Takes callbacks that are due, so that nobody else takes them; of one order's, one at a time and in their order.
    pub(in crate::sandbox) fn take_due(&self, now: i64, most: usize) -> Result<Vec<Callback>> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE callbacks SET taken = 1 WHERE id IN (SELECT id FROM callbacks AS this WHERE done = 0 AND taken = 0
             AND next_at <= ?1 AND NOT EXISTS (SELECT 1 FROM callbacks AS other
                 WHERE other.pay_order_id = this.pay_order_id AND other.done = 0 AND other.id <> this.id
                 AND (other.taken = 1 OR (other.next_at, other.id) < (this.next_at, this.id)))
             ORDER BY next_at LIMIT ?2)
             RETURNING id, pay_order_id, kind, url, body, signature, attempts_left, attempts, next_at",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        statement.query_map(params![now, most], callback)?.collect()
    }

    /// Says what came of an attempt, and when the next one is due, or that there is none.
    pub(in crate::sandbox) fn attempted(&mut self, id: i64, attempt: &Attempt, next_at: Option<i64>) -> Result<()> {
        let transaction = self.connection.transaction()?;
        transaction.prepare_cached("INSERT INTO attempts VALUES (?1, ?2, ?3)")?.execute(params![
            id,
            attempt.at,
            attempt.result
        ])?;
        transaction
            .prepare_cached(
                "UPDATE callbacks SET taken = 0, attempts = attempts + 1, attempts_left = attempts_left - 1,
                 done = ?2 IS NULL, next_at = coalesce(?2, next_at) WHERE id = ?1",
            )?
            .execute(params![id, next_at])?;
        transaction.commit()
    }

    /// Takes one more callback of an order that is known.
    pub(in crate::sandbox) fn add_callback(&mut self, callback: &Callback) -> Result<()> {
        insert_callback(&self.connection, callback)
    }
}

/// Which orders of the history are wanted.
pub(in crate::sandbox) struct History<'a> {
    pub(in crate::sandbox) mch_no: &'a str,
    pub(in crate::sandbox) biz_type: Option<i64>,
    pub(in crate::sandbox) from: i64,
    pub(in crate::sandbox) to: i64,
    pub(in crate::sandbox) page: i64,
    pub(in crate::sandbox) size: i64,
}

fn insert_order(transaction: &Transaction<'_>, order: &Order) -> Result<()> {
    let mut statement =
        transaction.prepare_cached("INSERT INTO orders VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)")?;
    let Order { pay_order_id, biz_type, mch_no, mch_order_no, currency, amount, pay_amount, fee, .. } = order;
    let Order { state, created_at, settles_at, held, settled, .. } = order;
    statement
        .execute(params![
            pay_order_id,
            biz_type,
            mch_no,
            mch_order_no,
            currency,
            amount,
            pay_amount,
            fee,
            state,
            created_at,
            settles_at,
            held,
            settled
        ])
        .map(drop)
}

fn insert_callback(connection: &Connection, callback: &Callback) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO callbacks (pay_order_id, kind, url, body, signature, attempts_left, next_at)
         VALUES (?1,?2,?3,?4,?5,?6,?7)",
    )?;
    let Callback { pay_order_id, kind, url, body, signature, attempts_left, next_at, .. } = callback;
    statement.execute(params![pay_order_id, kind, url, body, signature, attempts_left, next_at]).map(drop)
}

fn balance(connection: &Connection, mch_no: &str, opening: i64, now: i64) -> Result<(i64, i64)> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(sum(iif(settles_at <= ?2, settled, -held)), 0), coalesce(sum(iif(settles_at <= ?2, 0, held)), 0)
         FROM orders WHERE mch_no = ?1",
    )?;
    let (changed, held): (i64, i64) =
        statement.query_row(params![mch_no, now], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((opening.saturating_add(changed), held))
}

fn order(row: &Row<'_>) -> Result<Order> {
    Ok(Order {
        pay_order_id: row.get(0)?,
        biz_type: row.get(1)?,
        mch_no: row.get(2)?,
        mch_order_no: row.get(3)?,
        currency: row.get(4)?,
        amount: row.get(5)?,
        pay_amount: row.get(6)?,
        fee: row.get(7)?,
        state: row.get(8)?,
        created_at: row.get(9)?,
        settles_at: row.get(10)?,
        held: row.get(11)?,
        settled: row.get(12)?,
    })
}

fn callback(row: &Row<'_>) -> Result<Callback> {
    Ok(Callback {
        id: row.get(0)?,
        pay_order_id: row.get(1)?,
        kind: row.get(2)?,
        url: row.get(3)?,
        body: row.get(4)?,
        signature: row.get(5)?,
        attempts_left: row.get(6)?,
        attempts: row.get(7)?,
        next_at: row.get(8)?,
    })
}
