//! `tarspay-wasm-glue MODULE FOLDER NAME`: writes the JavaScript around a WebAssembly module.

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, module, folder, name] = arguments.as_slice() else {
        return Err(anyhow::anyhow!(
            "three arguments: the module, the folder to write to, the name of what is written"
        ));
    };
    let mut bindgen = Bindgen::new();
    // No default path: the package's own loaders say where the module is, or bundlers would look for it.
    bindgen.web(true)?.omit_default_module_path(true).typescript(false).input_path(module).out_name(name);
    bindgen.generate(folder).context("wasm-bindgen")
}
