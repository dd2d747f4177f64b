//! The extension module of the Python package `tarspay`: converts types and errors, and nothing else.
//!
//! What users see is in `python/tarspay`; its stub for this module is `_native.pyi`.

mod batch;
mod body;
mod callback;
mod catalog;
mod closable;
mod command;
mod convert;
mod endpoint;
mod error;
mod explain;
mod hazmat;
mod key;
mod nonce;
mod request;
mod response;
mod signature;
mod signer;
mod testing;
mod verifier;

/// What the package `tarspay` is made of. Import `tarspay`, not this module.
// No part of it leans on the GIL: every class is frozen, and what can be closed is behind a lock.
#[pyo3::pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
    #[pymodule_export]
    const CALLBACK_ANSWER: &str = tarspay_core::model::CALLBACK_ANSWER;
    #[pymodule_export]
    const CALLBACK_SIGNATURE_HEADER: &str = tarspay_core::HEADER_CALLBACK_SIGNATURE;

    #[pymodule_export]
    use crate::callback::Callback;
    #[pymodule_export]
    use crate::catalog::{catalog, endpoints, error_codes};
    #[pymodule_export]
    use crate::command::run_command;
    #[pymodule_export]
    use crate::endpoint::validate;
    #[pymodule_export]
    use crate::explain::{Explanation, explain_callback, explain_request};
    #[pymodule_export]
    use crate::hazmat::{double_sha256, sign_prehash, verify_prehash};
    #[pymodule_export]
    use crate::key::{PrivateKey, PublicKey};
    #[pymodule_export]
    use crate::request::{SignedRequest, UnsignedRequest};
    #[pymodule_export]
    use crate::response::{Response, parse_response};
    #[pymodule_export]
    use crate::signature::Signature;
    #[pymodule_export]
    use crate::signer::{Signer, string_to_sign};
    #[pymodule_export]
    use crate::testing::{TestCallback, TestGateway, error_with_code, sample_callback};
    #[pymodule_export]
    use crate::verifier::{VerifiedRequest, Verifier};
}
