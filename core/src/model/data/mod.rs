//! What each endpoint answers in `data`. Every member may be absent: a gateway that answers less, or more, must not break a client.

mod balance;
mod deposit;
mod history;
mod open;
mod order;
mod transfer;

pub use balance::BalanceData;
pub use deposit::{DepositData, PayWay};
pub use history::{HistoryData, HistoryRecord};
pub use open::OpenData;
pub use order::{OrderData, WithdrawData};
pub use transfer::{TrxData, UtrData};
