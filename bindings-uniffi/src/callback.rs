//! What a verified callback tells besides its members.

use std::fmt;

use tarspay_core::model;

use crate::generated::{BizType, Callback, OrderState};

/// Which text of the callback's body the signature was made over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CallbackForm {
    /// The bytes as they arrived.
    AsReceived,
    /// Compact JSON, members in the order received.
    Compact,
    /// Compact JSON, members sorted.
    CompactSorted,
}

impl From<model::CallbackForm> for CallbackForm {
    fn from(form: model::CallbackForm) -> Self {
        match form {
            model::CallbackForm::AsReceived => Self::AsReceived,
            model::CallbackForm::Compact => Self::Compact,
            model::CallbackForm::CompactSorted => Self::CompactSorted,
        }
    }
}

#[uniffi::export]
impl Callback {
    /// What has become of the order; absent for numbers that are not listed.
    pub fn order_state(&self) -> Option<OrderState> {
        OrderState::of(self.state)
    }

    /// The kind of the transaction; absent for numbers that are not listed.
    pub fn business_type(&self) -> Option<BizType> {
        BizType::of(self.biz_type)
    }

    /// Whether the order was paid in full. A partial payment is not: compare the amount paid with the order.
    pub fn is_success(&self) -> bool {
        self.core_state().is_success()
    }

    /// Whether the order came to nothing: failed, timed out or rejected.
    pub fn is_failure(&self) -> bool {
        self.core_state().is_failure()
    }

    /// Whether the gateway will not change the state any more.
    pub fn is_final(&self) -> bool {
        self.core_state().is_final()
    }
}

impl Callback {
    fn core_state(&self) -> tarspay_core::catalog::OrderState {
        tarspay_core::catalog::OrderState(self.state)
    }
}

/// Callbacks hold people's names and accounts.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Callback({}, matched {:?})", self.replay_key, self.matched_form)
    }
}

/// What to answer to every callback that was taken: these two letters and nothing else, or the gateway sends it again.
#[uniffi::export]
pub fn callback_answer() -> String {
    model::CALLBACK_ANSWER.to_owned()
}
