//! What requests, responses and callbacks hold: each declared once, as data from which validation, serde, documentation and every
//! language's types are made.

mod callback;
pub mod data;
mod declare;
mod endpoint;
mod member;
mod normalize;
pub mod request;
mod response;
mod same_letters;
mod spec;
mod validate;

pub use callback::{CALLBACK_ANSWER, Callback, CallbackForm, CallbackMembers};
pub use declare::Model;
pub use endpoint::{Endpoint, Request};
pub use response::{Response, parse_endpoint_response, parse_response};
use same_letters::same_letters;
pub use spec::{EndpointSpec, Format, Kind, MemberSpec, ModelSpec, Presence};
pub(crate) use validate::valid_path;
pub use validate::{RequestOptions, has_errors, validate};
