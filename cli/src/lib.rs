//! The `tarspay` command, as a function for programs that offer it too.

mod args;
mod command;
mod failure;
mod input;
mod output;
#[cfg(feature = "sandbox")]
mod sandbox;
mod secret;
mod usage;

use std::ffi::OsString;

use clap::Parser;

use args::{Cli, Command};
use output::Output;
#[cfg(fuzzing)]
pub use sandbox::fuzzing::Sandbox;

/// Does what the arguments say, the first of which is the program's name, over this process's standard streams.
///
/// Gives the exit code: 0 done, verified or valid; 1 not verified or not valid; 2 the input can't be used.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, &arguments),
    };
    let mut output = Output::new(cli.json);
    let done = match &cli.command {
        Command::Keygen(args) => command::keygen::run(args, &mut output),
        Command::Sign(args) => command::sign::run(args, &mut output),
        Command::StringToSign(args) => command::string_to_sign::run(args, &mut output),
        Command::Verify(args) => command::verify::run(args, &mut output),
        Command::Explain(args) => command::explain::run(args, &mut output),
        Command::Validate(args) => command::validate::run(args, &mut output),
        Command::Catalog(args) => command::catalog::run(args, &mut output),
        #[cfg(feature = "sandbox")]
        Command::Sandbox(args) => sandbox::run(args, cli.json),
        #[cfg(not(feature = "sandbox"))]
        Command::Sandbox(_) => Err(failure::Failure::input(
            "sandbox_missing",
            "the sandbox is not part of this package: it is in the command itself, cargo install --locked --path cli",
        )),
    };
    output.finish(done)
}
