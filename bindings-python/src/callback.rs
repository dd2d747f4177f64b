//! A verified notification.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::convert;
use crate::key::PublicKey;

/// A callback whose signature holds. Only ``Verifier`` makes one.
#[pyclass(frozen, module = "tarspay", weakref)]
pub(crate) struct Callback {
    callback: tarspay_core::Callback,
}

impl From<tarspay_core::Callback> for Callback {
    fn from(callback: tarspay_core::Callback) -> Self {
        Self { callback }
    }
}

#[pymethods]
impl Callback {
    /// 1 deposit, 2 withdraw: see ``BizType``.
    #[getter]
    fn biz_type(&self) -> i64 {
        self.callback.biz_type.0
    }

    /// Currency, such as ``IDR``.
    #[getter]
    fn currency(&self) -> &str {
        &self.callback.currency
    }

    /// Why it failed: only on a withdraw that failed.
    #[getter]
    fn fail_reason(&self) -> Option<&str> {
        self.callback.fail_reason.as_deref()
    }

    /// The merchant's fee, decimal text.
    #[getter]
    fn fee(&self) -> &str {
        &self.callback.fee
    }

    /// Merchant number.
    #[getter]
    fn mch_no(&self) -> &str {
        &self.callback.mch_no
    }

    /// The merchant's own order number.
    #[getter]
    fn mch_order_no(&self) -> &str {
        &self.callback.mch_order_no
    }

    /// What was ordered, decimal text.
    #[getter]
    fn order_amount(&self) -> &str {
        &self.callback.order_amount
    }

    /// What was really paid, decimal text. Compare it with the order before you deliver.
    #[getter]
    fn pay_amount(&self) -> &str {
        &self.callback.pay_amount
    }

    /// The gateway's order number.
    #[getter]
    fn pay_order_id(&self) -> &str {
        &self.callback.pay_order_id
    }

    /// What has become of the order: see ``OrderState``. Numbers that are not listed there are kept.
    #[getter]
    fn state(&self) -> i64 {
        self.callback.state.0
    }

    /// The state's name, such as ``success``; ``None`` for numbers that are not listed.
    #[getter]
    fn state_name(&self) -> Option<&'static str> {
        self.callback.state.name()
    }

    /// Whether the order was paid in full. A partial payment is not.
    #[getter]
    fn is_success(&self) -> bool {
        self.callback.state.is_success()
    }

    /// Whether the order came to nothing: failed, timed out or rejected.
    #[getter]
    fn is_failure(&self) -> bool {
        self.callback.state.is_failure()
    }

    /// Whether the gateway will not change the state any more.
    #[getter]
    fn is_final(&self) -> bool {
        self.callback.state.is_final()
    }

    /// What makes this notification one and the same. Store it under a unique constraint and process each once.
    #[getter]
    fn replay_key(&self) -> String {
        self.callback.replay_key()
    }

    /// Every member of the body, unknown ones included, with the names of the JSON body; a new dict each time.
    #[getter]
    fn members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        convert::dict(py, &self.callback.members)
    }

    /// Which text the signature was made over: ``as_received``, ``compact`` or ``compact_sorted``.
    #[getter]
    fn matched_form(&self) -> &'static str {
        self.callback.matched_form.as_str()
    }

    /// Which of the trusted keys made it.
    #[getter]
    fn matched_key(&self) -> PublicKey {
        self.callback.matched_key.clone().into()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().callback == self.callback)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyString::new(py, &self.callback.replay_key()).hash()
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.callback)
    }
}
