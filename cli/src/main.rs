//! The `tarspay` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(tarspay_cli::run(std::env::args_os()))
}
