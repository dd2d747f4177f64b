//! What a model's declaration says, as data: validation, documentation and every language's types are made from it.

use super::Endpoint;

/// A model: its name, what it is, and its members in order.
#[derive(Debug)]
pub struct ModelSpec {
    /// The type's name, the same in every language.
    pub name: &'static str,
    /// What it is, in English.
    pub doc: &'static str,
    /// Its members in the order of the gateway's pages.
    pub members: &'static [MemberSpec],
}

impl ModelSpec {
    /// The member with this name in JSON.
    pub fn member(&self, wire: &str) -> Option<&'static MemberSpec> {
        self.members.iter().find(|member| member.wire == wire)
    }
}

/// One member of a model.
#[derive(Debug)]
pub struct MemberSpec {
    /// The name in JSON.
    pub wire: &'static str,
    /// Another name in JSON, which the gateway's pages print too.
    pub alias: Option<&'static str>,
    /// The name in Rust and Python.
    pub name: &'static str,
    /// The JSON type.
    pub kind: Kind,
    /// Whether it must be there.
    pub presence: Presence,
    /// What its text means.
    pub format: Format,
    /// What it is, in English.
    pub doc: &'static str,
}

/// The JSON type of a member.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A string.
    Text,
    /// An integer.
    Integer,
    /// An integer that is a [`BizType`](crate::catalog::BizType).
    BizType,
    /// An integer that is an [`OrderState`](crate::catalog::OrderState).
    OrderState,
    /// An array of objects.
    List(&'static ModelSpec),
    /// An object whose members are arrays of objects.
    ListsByName(&'static ModelSpec),
}

/// Whether a member must be there, in every market. A market may ask for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Required,
    /// Never, or only where a market asks for it.
    Optional,
    /// At least one of the members marked so.
    OneOf,
}

/// What the text or number of a member means, where that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Any text or number.
    Any,
    /// Decimal text above zero.
    Amount,
    /// An absolute http or https URL.
    Url,
    /// A way code of the market.
    WayCode,
    /// The market's currency.
    Currency,
    /// Unix time in seconds.
    Seconds,
    /// A page number from 1.
    PageNumber,
    /// A page size from 1 to 50.
    PageSize,
}

/// An endpoint: where it is and what it takes and gives.
#[derive(Debug)]
pub struct EndpointSpec {
    /// Which.
    pub endpoint: Endpoint,
    /// The stable text, which is also the name of the signing function: `create_deposit`.
    pub name: &'static str,
    /// What it does, in English.
    pub doc: &'static str,
    /// The path, or `None` where the gateway has not published it and the caller gives it.
    pub path: Option<&'static str>,
    /// The countries that have it; empty for all.
    pub countries: &'static [&'static str],
    /// The request's members.
    pub request: &'static ModelSpec,
    /// The response's `data`.
    pub data: &'static ModelSpec,
}
