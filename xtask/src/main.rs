//! The project's own tasks. `cargo xtask --help` lists them.

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
    /// Run every test.
    Test,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Test => shell::cargo(&["test", "--workspace", "--locked"]),
    }
}
