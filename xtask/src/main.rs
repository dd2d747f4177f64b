//! The project's own tasks. `cargo xtask --help` lists them.

mod bare;
mod bench;
mod bindgen;
mod catalog;
mod conformance;
mod constant_time;
mod debian;
mod demo;
mod docs;
mod examples;
mod fuzz;
mod interop;
mod kotlin;
mod load;
mod memory;
mod miri;
mod mutants;
mod npm;
mod packages;
mod page;
mod panics;
mod playground;
mod properties;
mod python;
mod readme;
mod sandbox;
mod sanitize;
mod schema;
mod shell;
mod supply;
mod swift;
mod test;
mod toolchain;
mod types;
mod vectors;
mod wycheproof;

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
    /// Show the main job on real input: published signatures verified, changed ones refused, and in each main language an order signed,
    /// taken by the sandbox, and its callbacks verified or refused.
    Demo,
    /// Make the pages of docs/ that come from the core, check the links of every page, and build the guide.
    Docs,
    /// Run the shops of examples/ against the sandbox.
    Examples(examples::Options),
    /// Serve a folder's scripts as a web server with CGI does.
    #[command(hide = true)]
    ServeCgi { folder: std::path::PathBuf },
    /// Run every fuzz target, with the vectors as seeds.
    Fuzz {
        /// For how long each.
        #[arg(long, default_value_t = 20)]
        seconds: u32,
        /// One target alone.
        #[arg(long)]
        target: Option<String>,
    },
    /// Change the core in many small ways, each of which a test must notice. All of it takes hours.
    Mutants {
        /// This part alone.
        #[arg(long)]
        part: Option<mutants::Part>,
    },
    /// Call the installed Python and npm packages a great many times and see that memory does not grow; run the tasks `python` and `npm` before.
    Memory {
        /// How many calls of each package.
        #[arg(long, default_value_t = 1_000_000)]
        calls: u32,
    },
    /// Run the core's tests that need no curve in Rust's interpreter, which needs a nightly toolchain with Miri.
    Miri,
    /// Give each language's package a great many random inputs; run the tasks `python` and `npm` before.
    Properties(properties::Options),
    /// Build the core for a machine without an operating system, and see a build that needs one fail.
    Bare,
    /// Measure every language beside its peers and write docs/performance.md. Takes some minutes on an idle machine.
    Bench,
    /// Compare every language's installed package on the vectors and on random cases, and write docs/conformance.md.
    Conformance(conformance::Options),
    /// See with valgrind that the private key decides neither a branch nor an address while it signs.
    ConstantTime,
    /// Check other people's JavaScript libraries against the npm package, both ways.
    Interop,
    /// Send the sandbox many orders, and count those that are lost and the callbacks that don't come.
    Load(load::Options),
    /// Build the Kotlin and Java package, test it, and use the installed jar from new projects.
    Kotlin,
    /// Run the example that audits stored callbacks with Spark, on one and on two cores. Needs Java.
    Spark,
    /// Build the Swift package, test it, and use it as a dependency of a new package.
    Swift,
    /// Make the staged vectors with the independent reference.
    Vectors {
        /// Only fail if they are stale.
        #[arg(long)]
        check: bool,
    },
    /// Build the Python wheel, install it into a fresh environment and test it there.
    Python,
    /// List what each package is made of, as CycloneDX, in target/sbom.
    Sbom,
    /// Check licences, sources, advisories, pins and workflows, and make the lists of `sbom`.
    Supply {
        /// Fail if the advisory database can't be reached.
        #[arg(long)]
        require_advisories: bool,
    },
    /// Look for requests that the sandbox answers otherwise than its OpenAPI description says.
    Schema,
    /// Build the wheel, the source distribution, the npm tarball and the jars into target/packages, without testing them.
    Packages,
    /// Build the packages twice, in different places, and compare the bytes.
    Reproducible,
    /// Use the sandbox's page in a browser.
    Page,
    /// See that the core's files are named nowhere in the release builds of the native packages, as all that can panic is.
    Panics,
    /// Run the tests of the Python and Kotlin packages with AddressSanitizer; run the task `python` before.
    Sanitize,
    /// Build the playground and use it in a browser.
    Playground(playground::Options),
    /// Build the npm package, install it into an empty project and test it in every runtime.
    Npm,
    /// Make each language's types from the core's models.
    Types {
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
        Task::Demo => demo::run(),
        Task::Docs => docs::run(),
        Task::Fuzz { seconds, target } => fuzz::run(seconds, target.as_deref()),
        Task::Mutants { part } => mutants::run(part),
        Task::Memory { calls } => memory::run(calls),
        Task::Miri => miri::run(),
        Task::Properties(options) => properties::run(&options),
        Task::Examples(options) => examples::run(&options),
        Task::ServeCgi { folder } => examples::serve_cgi(folder),
        Task::Bare => bare::run(),
        Task::Bench => bench::run(),
        Task::Conformance(options) => conformance::run(&options),
        Task::ConstantTime => constant_time::run(),
        Task::Load(options) => load::run(&options),
        Task::Interop => interop::run(),
        Task::Kotlin => kotlin::run(),
        Task::Spark => python::spark(),
        Task::Swift => swift::run(),
        Task::Vectors { check } => vectors::run(check),
        Task::Python => python::run(),
        Task::Npm => npm::run(),
        Task::Playground(options) => playground::run(&options),
        Task::Packages => packages::run(),
        Task::Reproducible => packages::reproducible(),
        Task::Page => page::run(),
        Task::Panics => panics::run(),
        Task::Sanitize => sanitize::run(),
        Task::Schema => schema::run(),
        Task::Sbom => supply::sbom(true),
        Task::Supply { require_advisories } => supply::run(require_advisories),
        Task::Types { check } => types::run(check),
        Task::Test => test::run(),
    }
}
