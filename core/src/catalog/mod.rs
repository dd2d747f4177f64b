//! Markets, currencies, way codes, order states, business types and the gateway's error codes, from its published pages.
//!
//! The gateway adds codes before this crate does: numbers that are not listed here are kept as they come, and unlisted way codes are
//! warnings, not errors.

mod biz_type;
mod gateway_code;
#[allow(clippy::unreadable_literal)]
mod generated;
mod market;
mod order_state;

pub use biz_type::BizType;
pub use gateway_code::GatewayCode;
pub use market::{Limit, Market, WayCode, WayCodes};
pub use order_state::OrderState;
