//! Strict JSON that keeps what signatures depend on: the order of members and the characters of numbers.
//!
//! The grammar is serde_json's. Added here: numbers stay as written, duplicate members, null bytes of structure such as
//! byte order marks, lone surrogates, too deep and too long input are refused, each with its own code.

mod lost_body;
mod parse;
mod value;
mod write;

pub use parse::{Limits, parse_object};
pub use value::{Number, Object, Value};
pub use write::MemberOrder;
