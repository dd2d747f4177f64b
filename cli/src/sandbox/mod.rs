//! A gateway on this machine: it checks requests, keeps orders and sends callbacks.

mod again;
mod answer;
mod check;
mod deliver;
#[cfg(fuzzing)]
pub(crate) mod fuzzing;
mod journal;
mod log;
mod money;
mod order;
mod outcome;
mod page;
mod serve;
mod start;
mod state;
mod store;
mod target;

pub(crate) use start::run;
