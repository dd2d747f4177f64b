//! What each endpoint takes.

mod create_deposit;
mod create_withdraw;
mod query_balance;
mod query_history;
mod query_order;
mod trx;
mod utr;

pub use create_deposit::CreateDeposit;
pub use create_withdraw::CreateWithdraw;
pub use query_balance::QueryBalance;
pub use query_history::QueryHistory;
pub use query_order::{QueryDeposit, QueryWithdraw, QueryWithdrawProof};
pub use trx::{QueryOrderByTrx, QueryTrx, SupplementTrx};
pub use utr::{QueryUtr, ReplenishUtr};
