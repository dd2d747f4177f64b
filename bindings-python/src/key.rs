//! Keys. A private key shows itself nowhere but in `expose_hex`.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyType};
use tarspay_core::ErrorCode;

use crate::body::type_name;
use crate::closable::Closable;
use crate::error::{Result, refuse};

/// A merchant's secp256k1 private key.
///
/// Takes 64 hex digits, PEM text (SEC1 or PKCS#8), or the 32 bytes of the key. ``repr`` shows the public key alone, and pickling is refused.
/// As a context manager it is closed at the end of the block: its memory is cleared, and using it raises ``object_closed``.
#[pyclass(frozen, module = "tarspay", weakref)]
pub(crate) struct PrivateKey {
    pub(crate) key: Closable<tarspay_core::PrivateKey>,
}

impl From<tarspay_core::PrivateKey> for PrivateKey {
    fn from(key: tarspay_core::PrivateKey) -> Self {
        Self { key: Closable::new(key, "private key") }
    }
}

#[pymethods]
impl PrivateKey {
    #[new]
    #[pyo3(signature = (key, /))]
    fn new(key: &Bound<'_, PyAny>) -> Result<Self> {
        read_private_key(key).map(Self::from)
    }

    /// A new key from the operating system's randomness.
    #[staticmethod]
    fn generate() -> Result<Self> {
        Ok(tarspay_core::PrivateKey::generate()?.into())
    }

    /// Reads DER: SEC1 ``ECPrivateKey`` or PKCS#8 ``PrivateKeyInfo``.
    #[staticmethod]
    #[pyo3(signature = (der, /))]
    fn from_der(der: &[u8]) -> Result<Self> {
        Ok(tarspay_core::PrivateKey::from_der(der)?.into())
    }

    /// The public key, which the gateway knows the merchant by (``X-API-KEY``).
    #[getter]
    fn public_key(&self) -> Result<PublicKey> {
        Ok(self.key.get()?.public_key().into())
    }

    /// The secret itself as 64 lower-case hex digits, for storing a new key.
    fn expose_hex<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyString>> {
        Ok(PyString::new(py, &self.key.get()?.expose_hex()))
    }

    /// Clears the key's memory; using it afterwards raises ``object_closed``.
    fn close(&self) {
        self.key.close();
    }

    fn __enter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, _exception: &Bound<'_, PyAny>) {
        self.key.close();
    }

    #[allow(clippy::unused_self)]
    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "a private key is not pickled or copied: it would end up on disk or in a queue; load it where it is needed",
        ))
    }

    fn __repr__(&self) -> String {
        self.key.get().map_or_else(|_| String::from("PrivateKey(closed)"), |key| format!("{key:?}"))
    }
}

/// A secp256k1 public key.
///
/// Takes 66 hex digits (02… or 03…), 130 (04…), or SPKI PEM text. ``str`` gives the 66 digits.
#[pyclass(frozen, module = "tarspay", weakref)]
pub(crate) struct PublicKey {
    pub(crate) key: tarspay_core::PublicKey,
}

impl From<tarspay_core::PublicKey> for PublicKey {
    fn from(key: tarspay_core::PublicKey) -> Self {
        Self { key }
    }
}

#[pymethods]
impl PublicKey {
    /// The system key that the gateway publishes. A default: the console shows the key of your account.
    #[classattr]
    const GATEWAY_HEX: &'static str = tarspay_core::PublicKey::GATEWAY_HEX;

    #[new]
    #[pyo3(signature = (key, /))]
    fn new(key: &Bound<'_, PyAny>) -> Result<Self> {
        read_public_key(key).map(Self::from)
    }

    /// Reads DER: ``SubjectPublicKeyInfo``.
    #[staticmethod]
    #[pyo3(signature = (der, /))]
    fn from_der(der: &[u8]) -> Result<Self> {
        Ok(tarspay_core::PublicKey::from_der(der)?.into())
    }

    /// Reads the SEC1 bytes of the key: 33 (compressed) or 65 (uncompressed).
    #[staticmethod]
    #[pyo3(signature = (sec1, /))]
    fn from_sec1(sec1: &[u8]) -> Result<Self> {
        Ok(tarspay_core::PublicKey::from_sec1(sec1)?.into())
    }

    /// The compressed form, which the gateway uses everywhere: 66 lower-case hex digits.
    fn to_hex(&self) -> String {
        self.key.to_hex()
    }

    /// The uncompressed form: 130 lower-case hex digits.
    fn to_uncompressed_hex(&self) -> String {
        self.key.to_uncompressed_hex()
    }

    fn __str__(&self) -> String {
        self.key.to_hex()
    }

    fn __repr__(&self) -> String {
        format!("PublicKey('{}')", self.key)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().key == self.key)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyString::new(py, &self.key.to_hex()).hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (String,)) {
        (py.get_type::<Self>(), (self.key.to_hex(),))
    }
}

/// A `PrivateKey`, or what its constructor takes.
pub(crate) fn read_private_key(value: &Bound<'_, PyAny>) -> Result<tarspay_core::PrivateKey> {
    if let Ok(key) = value.cast::<PrivateKey>() {
        return Ok((*key.get().key.get()?).clone());
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(tarspay_core::PrivateKey::parse(&text.to_string_lossy())?);
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(tarspay_core::PrivateKey::from_bytes(bytes.as_bytes())?);
    }
    if value.is_instance_of::<PublicKey>() {
        return Err(refuse(
            ErrorCode::KeyKindSwapped,
            "this is a PublicKey; signing needs the private key (64 hex digits)",
            None,
        ));
    }
    Err(PyTypeError::new_err(format!("a private key is str, bytes or PrivateKey, not {}", type_name(value))).into())
}

/// A `PublicKey`, or what its constructor takes.
pub(crate) fn read_public_key(value: &Bound<'_, PyAny>) -> Result<tarspay_core::PublicKey> {
    if let Ok(key) = value.cast::<PublicKey>() {
        return Ok(key.get().key.clone());
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(tarspay_core::PublicKey::parse(&text.to_string_lossy())?);
    }
    if value.is_instance_of::<PrivateKey>() {
        return Err(refuse(
            ErrorCode::KeyKindSwapped,
            "this is a PrivateKey; verifying needs a public key, such as private_key.public_key",
            None,
        ));
    }
    Err(PyTypeError::new_err(format!("a public key is str or PublicKey, not {}", type_name(value))).into())
}

/// Several public keys; a single one counts as a list of one.
pub(crate) fn read_public_keys(value: &Bound<'_, PyAny>) -> Result<Vec<tarspay_core::PublicKey>> {
    if value.is_instance_of::<PyString>() || value.is_instance_of::<PublicKey>() {
        return Ok(vec![read_public_key(value)?]);
    }
    value.try_iter()?.map(|key| read_public_key(&key?)).collect()
}
