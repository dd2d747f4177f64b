//! The project's own tasks. `cargo xtask --help` lists them.

mod catalog;
mod shell;

use clap::{Parser, Subcommand};

/// The project's own tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

/// Each task is one module of this program.
#[derive(Subcommand)]
enum Task {
    /// Make the catalogue's Rust tables from core/data.
    Catalog {
        /// Only fail if they are stale.
        #[arg(long)]
        check: bool,
    },
    /// Run every test.
    Test,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Catalog { check } => catalog::run(check),
        Task::Test => shell::cargo(&["test", "--workspace", "--locked"]),
    }
}
