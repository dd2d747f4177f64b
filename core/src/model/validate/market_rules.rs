//! What single markets ask for beyond the common rules, from their pages.

use crate::json::{Object, Value};
use crate::model::Endpoint;

/// One line of a market's page.
struct Rule {
    country: &'static str,
    endpoint: Endpoint,
    /// The rule holds only with this way code; always if there is none.
    way_code: Option<&'static str>,
    member: &'static str,
    asks: Asks,
}

/// What a market asks of a member.
#[derive(Clone, Copy)]
pub(super) enum Asks {
    /// It must be there and not be empty.
    Presence,
    /// If it is there, it is digits that start so, and there are so many of them.
    Digits { prefix: &'static str, length: Option<usize> },
}

const fn rule(
    country: &'static str,
    endpoint: Endpoint,
    way_code: Option<&'static str>,
    member: &'static str,
    asks: Asks,
) -> Rule {
    Rule { country, endpoint, way_code, member, asks }
}

const fn digits(prefix: &'static str, length: Option<usize>) -> Asks {
    Asks::Digits { prefix, length }
}

const DEPOSIT: Endpoint = Endpoint::CreateDeposit;
const WITHDRAW: Endpoint = Endpoint::CreateWithdraw;

static RULES: &[Rule] = &[
    rule("ID", DEPOSIT, None, "body", Asks::Presence),
    rule("BR", DEPOSIT, None, "body", Asks::Presence),
    rule("EG", DEPOSIT, None, "customerName", Asks::Presence),
    rule("EG", DEPOSIT, None, "customerContact", Asks::Presence),
    rule("PH", DEPOSIT, Some("QR"), "customerEmail", Asks::Presence),
    rule("PH", DEPOSIT, Some("QR"), "customerContact", Asks::Presence),
    rule("PH", DEPOSIT, Some("QR"), "customerContact", digits("9", Some(10))),
    rule("PK", DEPOSIT, None, "customerContact", digits("03", Some(11))),
    rule("KE", DEPOSIT, Some("EWALLET_MPESA"), "customerContact", Asks::Presence),
    rule("KE", DEPOSIT, Some("EWALLET_MPESA"), "customerContact", digits("254", None)),
    rule("ID", WITHDRAW, None, "customerName", Asks::Presence),
    rule("ID", WITHDRAW, None, "customerContact", Asks::Presence),
    rule("ID", WITHDRAW, None, "customerAccountNumber", Asks::Presence),
    rule("ID", WITHDRAW, None, "customerEmail", Asks::Presence),
    rule("IN", WITHDRAW, None, "customerName", Asks::Presence),
    rule("IN", WITHDRAW, None, "customerContact", Asks::Presence),
    rule("IN", WITHDRAW, None, "customerAccountNumber", Asks::Presence),
    rule("IN", WITHDRAW, None, "customerEmail", Asks::Presence),
    rule("BD", WITHDRAW, None, "walletId", Asks::Presence),
    rule("BD", WITHDRAW, None, "walletId", digits("0", Some(11))),
];

/// What the market asks of this member of this request.
pub(super) fn asks<'b>(
    country: &'b str,
    endpoint: Endpoint,
    member: &'b str,
    body: &'b Object<'_>,
) -> impl Iterator<Item = Asks> + 'b {
    let way_code = body.get("wayCode").and_then(Value::as_str);
    RULES
        .iter()
        .filter(move |rule| rule.country == country && rule.endpoint == endpoint && rule.member == member)
        .filter(move |rule| rule.way_code.is_none() || rule.way_code == way_code)
        .map(|rule| rule.asks)
}
