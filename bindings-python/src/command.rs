//! The command `tarspay`.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Does what the arguments say, the first of which is the program's name. Gives the exit code.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| tarspay_cli::run(arguments))
}
