//! What the closed lists of codes tell about their members.

use tarspay_core::{catalog, explain};

use crate::generated::{BizType, Endpoint, ErrorCode, Mistake, OrderState};

#[uniffi::export]
impl ErrorCode {
    /// The stable text, the same in every language: `signature_mismatch`.
    pub fn text(&self) -> String {
        tarspay_core::ErrorCode::from(*self).as_str().to_owned()
    }

    /// What happened, in one sentence.
    pub fn what(&self) -> String {
        tarspay_core::ErrorCode::from(*self).what().to_owned()
    }

    /// What to do about it.
    pub fn remedy(&self) -> String {
        tarspay_core::ErrorCode::from(*self).remedy().to_owned()
    }
}

#[uniffi::export]
impl Mistake {
    /// The stable text, the same in every language: `single_hash`.
    pub fn text(&self) -> String {
        explain::Mistake::from(*self).as_str().to_owned()
    }

    /// What was done, in one sentence.
    pub fn what(&self) -> String {
        explain::Mistake::from(*self).what().to_owned()
    }

    /// What to do about it.
    pub fn remedy(&self) -> String {
        explain::Mistake::from(*self).remedy().to_owned()
    }
}

#[uniffi::export]
impl Endpoint {
    /// The stable text, the same in every language: `create_deposit`.
    pub fn text(&self) -> String {
        tarspay_core::Endpoint::from(*self).as_str().to_owned()
    }

    /// The path; absent where the gateway has not published it and the caller gives it.
    pub fn path(&self) -> Option<String> {
        tarspay_core::Endpoint::from(*self).spec().path.map(str::to_owned)
    }

    /// The countries that have it, as two-letter codes; empty for all.
    pub fn countries(&self) -> Vec<String> {
        tarspay_core::Endpoint::from(*self).spec().countries.iter().map(|&country| country.to_owned()).collect()
    }
}

#[uniffi::export]
impl OrderState {
    /// The stable text, the same in every language: `timed_out`.
    pub fn text(&self) -> String {
        self.core().name().unwrap_or_default().to_owned()
    }

    /// Whether the order was paid in full. A partial payment is not.
    pub fn is_success(&self) -> bool {
        self.core().is_success()
    }

    /// Whether the order came to nothing: failed, timed out or rejected.
    pub fn is_failure(&self) -> bool {
        self.core().is_failure()
    }

    /// Whether the gateway will not change the state any more.
    pub fn is_final(&self) -> bool {
        self.core().is_final()
    }
}

impl OrderState {
    fn core(self) -> catalog::OrderState {
        catalog::OrderState(self as i64)
    }
}

#[uniffi::export]
impl BizType {
    /// The stable text, the same in every language: `deposit`.
    pub fn text(&self) -> String {
        catalog::BizType(*self as i64).name().unwrap_or_default().to_owned()
    }
}
