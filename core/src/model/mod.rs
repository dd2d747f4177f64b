//! What requests, responses and callbacks hold.

mod callback;

pub use callback::{CALLBACK_ANSWER, Callback, CallbackForm};
