//! The `tarspay` command.

mod args;
mod command;
mod failure;
mod input;
mod output;
mod secret;
mod usage;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use output::Output;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error),
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
    };
    output.finish(done)
}
