//! What can go wrong, in one shape for every language.

mod code;

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use code::ErrorCode;

/// What every fallible call of this crate returns.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// Why a call failed.
///
/// [`code`](Error::code) is for programs and never changes its meaning; the text is for people and may change.
/// Neither ever holds a private key, a signature's inner values or a received body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    code: ErrorCode,
    message: Cow<'static, str>,
    field: Option<String>,
    problems: Vec<Problem>,
}

impl Error {
    pub(crate) fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into(), field: None, problems: Vec::new() }
    }

    pub(crate) fn with_field(mut self, field: &str) -> Self {
        self.field = Some(printable(field));
        self
    }

    /// An error raised by a binding, for mistakes that only a binding can see (a wrong type, a float, a freed object).
    ///
    /// `field` names the member or argument at fault.
    pub fn from_binding(code: ErrorCode, message: impl Into<Cow<'static, str>>, field: Option<&str>) -> Self {
        let error = Self::new(code, message);
        match field {
            Some(field) => error.with_field(field),
            None => error,
        }
    }

    /// The error for a request with these problems.
    pub(crate) fn order_invalid(problems: Vec<Problem>) -> Self {
        let mut errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        let message = match (errors.next(), errors.count()) {
            (Some(first), 0) => format!("{}: {}", first.member, first.message),
            (Some(first), more) => format!("{}: {} (and {more} more)", first.member, first.message),
            (None, _) => String::from("the request breaks rules of its endpoint"),
        };
        let mut error = Self::new(ErrorCode::OrderInvalid, message);
        error.problems = problems;
        error
    }

    /// The stable code, the same in every language.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// What was wrong and what to do, in English.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The member, header or argument at fault, where there is one.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Every problem of an order, in member order; empty for all codes but [`ErrorCode::OrderInvalid`].
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.code.as_str())?;
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl core::error::Error for Error {}

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The gateway takes it today as far as is known, but it looks wrong: an unlisted way code, an amount outside printed limits.
    Warning,
    /// The gateway would surely refuse it.
    Error,
}

/// One thing that is wrong with an order.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Whether the order can be sent nevertheless.
    pub severity: Severity,
    /// The member at fault, by its name in the JSON body.
    pub member: String,
    /// The stable code.
    pub code: ErrorCode,
    /// The code that the gateway itself answers for this fault, where one matches.
    pub gateway_code: Option<i64>,
    /// What was wrong and what to do, in English.
    pub message: Cow<'static, str>,
}

impl Problem {
    pub(crate) fn new(
        severity: Severity,
        member: &str,
        code: ErrorCode,
        gateway_code: Option<i64>,
        message: Cow<'static, str>,
    ) -> Self {
        Self { severity, member: printable(member), code, gateway_code, message }
    }
}

/// Member names come from outside: keep them short, and free of all that a log could show as something else.
fn printable(name: &str) -> String {
    const LONGEST: usize = 64;
    let mut text: String = name.chars().take(LONGEST).flat_map(char::escape_default).collect();
    if name.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}
