//! A gateway on this machine: it checks requests, keeps orders and sends callbacks.

mod answer;
mod check;
mod deliver;
mod log;
mod money;
mod order;
mod outcome;
mod serve;
mod start;
mod state;
mod store;
mod target;

pub(crate) use start::run;
