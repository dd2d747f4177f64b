//! Finds everything that is wrong with a request before it leaves the building.

mod amount;
mod check;
mod market_rules;
mod url;

use alloc::vec::Vec;

use super::Endpoint;
use crate::catalog::Market;
use crate::error::{Error, ErrorCode, Problem, Result, Severity};
use crate::json::{Object, Value};

/// How strictly a request is looked at, and what the request itself does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestOptions<'a> {
    /// The market whose rules hold; taken from the request's currency if not given.
    pub market: Option<Market>,
    /// Whether warnings (unlisted way codes, printed limits, test hosts) count as errors.
    pub strict: bool,
    /// Whether `notifyUrl` and `returnUrl` may name hosts that only exist on a developer's machine, for sandboxes and tests.
    pub allow_test_hosts: bool,
    /// The path, for the endpoints whose path the gateway has not published.
    pub path: Option<&'a str>,
}

/// Finds every problem of a request: errors, which the gateway would surely refuse, and warnings, which come from the catalogue and may be
/// out of date. They come in the order of the model's members, then unknown members. Empty means nothing was found.
pub fn validate(endpoint: Endpoint, body: &Object<'_>, options: &RequestOptions<'_>) -> Vec<Problem> {
    let market = options.market.or_else(|| market_of(body));
    let mut problems = check::problems(endpoint, body, market, options.allow_test_hosts);
    if options.strict {
        for problem in &mut problems {
            problem.severity = Severity::Error;
        }
    }
    problems
}

/// Whether any problem is an error, so that the request must not be sent.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// Validates, and gives the path to call.
pub(crate) fn valid_path<'a>(endpoint: Endpoint, body: &Object<'_>, options: &RequestOptions<'a>) -> Result<&'a str> {
    let problems = validate(endpoint, body, options);
    if has_errors(&problems) {
        return Err(Error::order_invalid(problems));
    }
    options.path.or(endpoint.spec().path).ok_or_else(|| {
        Error::new(
            ErrorCode::PathInvalid,
            "the gateway has not published this endpoint's path; ask the gateway for it and pass it",
        )
        .with_field("path")
    })
}

/// The market with the request's currency, where that is one market.
fn market_of(body: &Object<'_>) -> Option<Market> {
    let currency = body.get("currency").and_then(Value::as_str)?;
    let mut markets = Market::all().filter(|market| market.currency() == Some(currency));
    let market = markets.next()?;
    markets.next().is_none().then_some(market)
}
