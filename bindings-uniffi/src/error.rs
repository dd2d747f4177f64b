//! Errors of the core as one error type.

use std::fmt;

use tarspay_core::error;

use crate::generated::ErrorCode;

pub(crate) type Result<T, E = TarsPayError> = std::result::Result<T, E>;

/// Why a call failed.
///
/// The code is for programs and never changes its meaning; the text is for people and may change. Neither ever holds a private key,
/// a signature's inner values or a received body.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Error)]
pub enum TarsPayError {
    /// The only case: look at its code.
    Failed {
        /// What went wrong, for programs.
        code: ErrorCode,
        /// What was wrong and what to do, in English.
        reason: String,
        /// The member, header or argument at fault, where there is one.
        field: Option<String>,
        /// Every problem of an order, in member order; empty for all codes but `order_invalid`.
        problems: Vec<Problem>,
    },
}

impl From<tarspay_core::Error> for TarsPayError {
    fn from(error: tarspay_core::Error) -> Self {
        Self::Failed {
            code: error.code().into(),
            reason: error.message().to_owned(),
            field: error.field().map(str::to_owned),
            problems: error.problems().iter().map(Problem::from).collect(),
        }
    }
}

impl fmt::Display for TarsPayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { code, reason, .. } = self;
        write!(f, "{code:?}: {reason}")
    }
}

/// A mistake that only a binding can see.
pub(crate) fn argument_invalid(message: impl Into<String>, field: &str) -> TarsPayError {
    tarspay_core::Error::from_binding(tarspay_core::ErrorCode::ArgumentInvalid, message.into(), Some(field)).into()
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Severity {
    /// The gateway takes it today as far as is known, but it looks wrong: an unlisted way code, an amount outside printed limits.
    Warning,
    /// The gateway would surely refuse it.
    Error,
}

/// One thing that is wrong with an order.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Problem {
    /// Whether the order can be sent nevertheless.
    pub severity: Severity,
    /// The member at fault, by its name in the JSON body.
    pub member: String,
    /// What is wrong, for programs.
    pub code: ErrorCode,
    /// The code that the gateway itself answers for this fault, where one matches.
    pub gateway_code: Option<i64>,
    /// What was wrong and what to do, in English.
    pub reason: String,
}

impl From<&error::Problem> for Problem {
    fn from(problem: &error::Problem) -> Self {
        Self {
            severity: match problem.severity {
                error::Severity::Warning => Severity::Warning,
                error::Severity::Error => Severity::Error,
            },
            member: problem.member.clone(),
            code: problem.code.into(),
            gateway_code: problem.gateway_code,
            reason: problem.message.clone().into_owned(),
        }
    }
}
