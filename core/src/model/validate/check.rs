//! The rules, member by member.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::market_rules::{self, Asks};
use super::{amount, url};
use crate::catalog::{Market, WayCodes};
use crate::error::{ErrorCode, Problem, Severity};
use crate::json::{Number, Object, Value};
use crate::model::{Endpoint, Format, Kind, MemberSpec, Presence, same_letters};

pub(super) fn problems(
    endpoint: Endpoint,
    body: &Object<'_>,
    market: Option<Market>,
    allow_test_hosts: bool,
) -> Vec<Problem> {
    let mut check = Check { endpoint, body, market, allow_test_hosts, problems: Vec::new() };
    check.endpoint();
    for member in endpoint.spec().request.members {
        check.member(member);
    }
    check.unknown_members();
    check.problems
}

struct Check<'b> {
    endpoint: Endpoint,
    body: &'b Object<'b>,
    market: Option<Market>,
    allow_test_hosts: bool,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn endpoint(&mut self) {
        let countries = self.endpoint.spec().countries;
        if let Some(market) = self.market
            && !countries.is_empty()
            && !countries.contains(&market.country())
        {
            let text = format!("this endpoint is printed for {} only, not for {}", countries.join(", "), market.name());
            self.warning("endpoint", ErrorCode::EndpointNotInMarket, None, text);
        }
    }

    fn member(&mut self, member: &'static MemberSpec) {
        let asks: Vec<Asks> = match self.market {
            Some(market) => market_rules::asks(market.country(), self.endpoint, member.wire, self.body).collect(),
            None => Vec::new(),
        };
        let required = member.presence == Presence::Required || asks.iter().any(|ask| matches!(ask, Asks::Presence));
        match (self.body.get(member.wire), member.kind) {
            (None, _) if required => self.missing(member.wire),
            (None, _) => self.identifier(member),
            (Some(Value::Null), _) => {
                self.error(
                    member.wire,
                    ErrorCode::MemberNull,
                    None,
                    "null can't be signed; leave the member out, or send an empty string",
                );
            }
            (Some(Value::String(text)), Kind::Text) if text.is_empty() => {
                if required {
                    self.error(
                        member.wire,
                        ErrorCode::MemberEmpty,
                        Some(MISSING),
                        "a required member is empty; give it a value",
                    );
                } else {
                    self.identifier(member);
                }
            }
            (Some(Value::String(text)), Kind::Text) => self.text(member, text, &asks),
            (Some(Value::Number(number)), Kind::Integer | Kind::BizType | Kind::OrderState) => {
                self.integer(member, number);
            }
            (Some(other), kind) => {
                let wanted = if matches!(kind, Kind::Text) { "a string" } else { "an integer" };
                self.error(
                    member.wire,
                    ErrorCode::MemberType,
                    None,
                    format!("expected {wanted}, found {}", other.type_name()),
                );
            }
        }
    }

    /// At least one of the order numbers; told once, at the first of them.
    fn identifier(&mut self, member: &'static MemberSpec) {
        let mut one_of = self.endpoint.spec().request.members.iter().filter(|other| other.presence == Presence::OneOf);
        let is_first = one_of.clone().next().is_some_and(|first| first.wire == member.wire);
        let is_given = |wire: &str| self.body.get(wire).is_some_and(|value| value.as_str() != Some(""));
        if is_first && !one_of.any(|other| is_given(other.wire)) {
            self.error(
                member.wire,
                ErrorCode::IdentifierMissing,
                Some(MISSING),
                "give the gateway's order number (payOrderId) or your own (mchOrderNo)",
            );
        }
    }

    fn text(&mut self, member: &'static MemberSpec, text: &str, asks: &[Asks]) {
        match member.format {
            Format::Amount => self.amount(member.wire, text),
            Format::Url => self.url(member.wire, text),
            Format::WayCode => self.way_code(member.wire, text),
            Format::Currency => self.currency(member.wire, text),
            _ => {}
        }
        for ask in asks {
            if let Asks::Digits { prefix, length } = *ask
                && !(text.starts_with(prefix)
                    && text.bytes().all(|byte| byte.is_ascii_digit())
                    && length.is_none_or(|length| text.len() == length))
            {
                let count = length.map_or(String::from("digits"), |length| format!("{length} digits"));
                self.error(
                    member.wire,
                    ErrorCode::MemberFormat,
                    None,
                    format!("this market takes {count} that start with {prefix}"),
                );
            }
        }
        if member.format != Format::Url && reads_as_member(text) {
            self.warning(
                member.wire,
                ErrorCode::ValueAmbiguous,
                None,
                "the value holds &name=, which reads like a second member in the string to sign; remove it from what people type",
            );
        }
    }

    fn amount(&mut self, wire: &str, text: &str) {
        let codes = self.way_codes();
        let decimals = codes.map_or(2, WayCodes::decimals);
        if let Some(mistake) = amount::mistake(text, decimals) {
            self.error(
                wire,
                ErrorCode::AmountInvalid,
                Some(500_321),
                format!("write the amount as decimal text such as 100: {mistake}"),
            );
            return;
        }
        let way_code = self.body.get("wayCode").and_then(Value::as_str);
        let Some(limit) = codes.zip(way_code).and_then(|(codes, way_code)| codes.limit_for(way_code)) else { return };
        let below = limit.min().filter(|&min| amount::compare(text, min) == Ordering::Less);
        let above = limit.max().filter(|&max| amount::compare(text, max) == Ordering::Greater);
        let mistake = match (below, above) {
            (Some(min), _) => format!("below the printed minimum of {min}"),
            (_, Some(max)) => format!("above the printed maximum of {max}"),
            (None, None) => return,
        };
        self.warning(wire, ErrorCode::AmountOutOfLimits, None, format!("{mistake}; your own limits may differ"));
    }

    fn url(&mut self, wire: &str, text: &str) {
        if let Some(mistake) = url::mistake(text) {
            self.error(
                wire,
                ErrorCode::UrlInvalid,
                Some(5_003_012),
                format!("write an absolute URL such as https://shop.com/notify: {mistake}"),
            );
        } else if !self.allow_test_hosts && url::is_test_host(text) {
            self.warning(
                wire,
                ErrorCode::UrlNotPublic,
                None,
                "the gateway can't reach this host: it is local, private or reserved for tests",
            );
        }
    }

    fn way_code(&mut self, wire: &str, text: &str) {
        let Some((codes, market)) = self.way_codes().zip(self.market) else { return };
        if codes.way_code(text).is_some() {
            return;
        }
        let other_case = codes.way_codes().iter().find(|way_code| way_code.code().eq_ignore_ascii_case(text));
        let mistake = if let Some(way_code) = other_case {
            format!("it is written {}", way_code.code())
        } else if codes.older().iter().any(|way_code| way_code.code() == text) {
            format!("it stands only on an older page of {}", market.name())
        } else if codes.complete() {
            format!("it is not in the printed list of {}; look at the catalogue", market.name())
        } else {
            return;
        };
        self.warning(wire, ErrorCode::WayCodeUnknown, Some(5_003_009), mistake);
    }

    fn currency(&mut self, wire: &str, text: &str) {
        let mistake = match self.market {
            None if Market::all().any(|market| market.currency() == Some(text)) => return,
            None => "no market of the catalogue has this currency".to_string(),
            Some(market) => match market.currency() {
                Some(currency) if currency != text => format!("{} has the currency {currency}", market.name()),
                _ => return,
            },
        };
        self.warning(wire, ErrorCode::CurrencyMismatch, None, mistake);
    }

    fn integer(&mut self, member: &'static MemberSpec, number: &Number<'_>) {
        let Some(value) = number.as_i64() else {
            self.error(member.wire, ErrorCode::MemberType, None, "expected an integer without point and exponent");
            return;
        };
        let mistake = match (member.format, value) {
            (Format::PageNumber, ..=0) => "pages are counted from 1",
            (Format::PageSize, ..=0 | 51..) => "a page holds 1 to 50 records",
            (Format::Seconds, ..=-1) => "it is before 1970",
            (Format::Seconds, 100_000_000_000..) => {
                "it is Unix time in seconds, and this looks like milliseconds; divide by 1000"
            }
            _ => return,
        };
        self.error(member.wire, ErrorCode::NumberOutOfRange, None, mistake);
    }

    fn unknown_members(&mut self) {
        let known = self.endpoint.spec().request.members;
        for (name, value) in self.body.iter() {
            if known.iter().any(|member| member.wire == name) {
                continue;
            }
            if matches!(value, Value::Null) {
                self.error(
                    name,
                    ErrorCode::MemberNull,
                    None,
                    "null can't be signed; leave the member out, or send an empty string",
                );
            }
            let meant = known.iter().find(|member| same_letters(member.wire, name));
            let text = match meant {
                Some(member) => format!("this endpoint has no such member; it is written {}", member.wire),
                None => "this endpoint is not known to have such a member".to_string(),
            };
            self.warning(name, ErrorCode::MemberUnknown, None, text);
        }
    }

    /// The way codes and limits of the market's direction that this endpoint is about.
    fn way_codes(&self) -> Option<&'static WayCodes> {
        match self.endpoint {
            Endpoint::CreateDeposit => self.market.map(Market::deposit),
            Endpoint::CreateWithdraw => self.market.map(Market::withdraw),
            _ => None,
        }
    }

    fn missing(&mut self, member: &str) {
        self.error(member, ErrorCode::MemberMissing, Some(MISSING), "a required member is missing; add it");
    }

    fn error(
        &mut self,
        member: &str,
        code: ErrorCode,
        gateway_code: Option<i64>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.push(Severity::Error, member, code, gateway_code, message.into());
    }

    fn warning(
        &mut self,
        member: &str,
        code: ErrorCode,
        gateway_code: Option<i64>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.push(Severity::Warning, member, code, gateway_code, message.into());
    }

    fn push(
        &mut self,
        severity: Severity,
        member: &str,
        code: ErrorCode,
        gateway_code: Option<i64>,
        message: Cow<'static, str>,
    ) {
        self.problems.push(Problem::new(severity, member, code, gateway_code, message));
    }
}

/// The gateway's code for a missing parameter.
const MISSING: i64 = 5_003_001;

/// `x&mchNo=y`
fn reads_as_member(text: &str) -> bool {
    text.split('&').skip(1).any(|part| {
        part.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
    })
}
