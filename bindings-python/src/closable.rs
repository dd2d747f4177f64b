//! What holds a secret can be closed: the secret's memory is cleared when the last call that uses it ends.

use std::sync::{Arc, PoisonError, RwLock};

use tarspay_core::ErrorCode;

use crate::error::{Result, refuse};

pub(crate) struct Closable<T> {
    inner: RwLock<Option<Arc<T>>>,
    what: &'static str,
}

impl<T> Closable<T> {
    pub(crate) fn new(inner: T, what: &'static str) -> Self {
        Self { inner: RwLock::new(Some(Arc::new(inner))), what }
    }

    /// # Errors
    /// `object_closed`.
    pub(crate) fn get(&self) -> Result<Arc<T>> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner.clone().ok_or_else(|| {
            refuse(ErrorCode::ObjectClosed, format!("this {} was closed; make a new one", self.what), None)
        })
    }

    pub(crate) fn close(&self) {
        *self.inner.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
