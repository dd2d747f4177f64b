//! `tarspay-wasm-glue MODULE FOLDER`: writes the JavaScript around a WebAssembly module.

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let module = arguments.next().context("first argument: the module")?;
    let folder = arguments.next().context("second argument: the folder to write to")?;
    let mut bindgen = Bindgen::new();
    // No default path: the package's own loaders say where the module is, or bundlers would look for it.
    bindgen.web(true)?.omit_default_module_path(true).typescript(false).input_path(module).out_name("tarspay");
    bindgen.generate(folder)
}
