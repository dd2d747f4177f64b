//! What becomes of an order, and what goes wrong with its callbacks: by its amount, or by the scenario file.

use serde::Deserialize;
use tarspay_core::catalog::OrderState;

/// What becomes of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    #[default]
    Success,
    Failure,
    /// Half is paid; a withdraw knows no partial payment and succeeds.
    Partial,
    /// Succeeds, and is refunded afterwards.
    Refund,
    /// Rejected; a deposit knows no rejection and fails.
    Rejection,
    /// Nobody pays: no callback ever comes.
    Timeout,
}

impl Outcome {
    /// By the last two digits before the point.
    fn of_amount(amount: &str) -> Self {
        let whole = amount.split('.').next().unwrap_or_default();
        match whole.as_bytes() {
            [.., b'0', b'1'] => Self::Failure,
            [.., b'0', b'2'] => Self::Partial,
            [.., b'0', b'3'] => Self::Refund,
            [.., b'0', b'4'] => Self::Rejection,
            [.., b'0', b'5'] => Self::Timeout,
            _ => Self::Success,
        }
    }

    /// The order's state in the end; none where it never ends.
    pub(super) fn state(self, is_deposit: bool) -> OrderState {
        match (self, is_deposit) {
            (Self::Partial, true) => OrderState::PARTIAL,
            (Self::Success | Self::Partial, _) => OrderState::SUCCESS,
            (Self::Refund, _) => OrderState::REFUND,
            (Self::Rejection, false) => OrderState::REJECTED,
            (Self::Failure | Self::Rejection, _) => OrderState::FAILURE,
            (Self::Timeout, true) => OrderState::TIMED_OUT,
            (Self::Timeout, false) => OrderState::PROCESSING,
        }
    }
}

/// What goes wrong, or is merely unusual, with an order's callbacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fault {
    /// A callback signed by somebody else comes first, once.
    Forged,
    /// A callback whose amount was changed after signing comes first, once.
    Tampered,
    /// The genuine one comes again later.
    Replay,
    /// The genuine one comes twice, one right after the other.
    Duplicate,
    /// Of two callbacks (a refund's), the later comes first.
    OutOfOrder,
    /// The genuine one comes late.
    Slow,
    /// The genuine one is pretty-printed.
    PrettyPrinted,
    /// The genuine one's signature has a high S.
    HighS,
}

/// A rule of the scenario file: orders that it names get this outcome and these faults.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Rule {
    mch_order_no: Option<String>,
    amount: Option<String>,
    outcome: Option<Outcome>,
    #[serde(default)]
    faults: Vec<Fault>,
}

/// The scenario file: a list of rules, the first that fits holds.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Scenario(Vec<Rule>);

impl Scenario {
    pub(super) fn of(&self, mch_order_no: &str, amount: &str) -> (Outcome, &[Fault]) {
        let fits = |wanted: &Option<String>, text: &str| wanted.as_deref().is_none_or(|wanted| wanted == text);
        let rule = self.0.iter().find(|rule| fits(&rule.mch_order_no, mch_order_no) && fits(&rule.amount, amount));
        let by_amount = Outcome::of_amount(amount);
        rule.map_or((by_amount, &[]), |rule| (rule.outcome.unwrap_or(by_amount), &rule.faults))
    }
}
