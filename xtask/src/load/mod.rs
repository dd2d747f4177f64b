//! The sandbox under load: no order and no callback may be lost, also when it is killed and started again.

mod handler;
mod merchant;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;
use tarspay_core::PrivateKey;

use crate::sandbox::Sandbox;
use crate::shell;
use handler::Handler;
use merchant::Merchant;

/// How long callbacks may take that are under way when the last order was sent.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run may be given.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// For how long orders are sent.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// How many each second.
    #[arg(long, default_value_t = 500)]
    rate: u32,
    /// Kill the sandbox with no warning in the middle, and start it again with the same store.
    #[arg(long)]
    kill: bool,
}

/// Runs it; fails if anything was lost, or fewer orders were taken than wanted.
pub(crate) fn run(options: &Options) -> Result<()> {
    shell::cargo(&["build", "--quiet", "--locked", "--release", "--package", "tarspay-cli"])?;
    let release = std::path::absolute(shell::target_dir())?.join("release");
    let folder = release.with_file_name("load");
    shell::empty_folder(&folder)?;
    let place = Place::new(folder, release.join(format!("tarspay{}", std::env::consts::EXE_SUFFIX)))?;
    let mut sandbox = place.start("0")?;
    let port = sandbox.address.rsplit(':').next().context("an address ends with a port")?.to_owned();
    let handler = Handler::start(&sandbox.platform_key)?;
    let merchant = Arc::new(Merchant::new(&sandbox.address, &handler.address)?);

    let began = Instant::now();
    let sending = merchant.send(options.rate, options.seconds);
    if options.kill {
        thread::sleep(Duration::from_secs(u64::from(options.seconds) / 2));
        let before = merchant.taken().len();
        sandbox.kill()?;
        thread::sleep(Duration::from_secs(1));
        sandbox = place.start(&port)?;
        println!("killed after {before} orders and started again");
    }
    for sender in sending {
        sender.join().ok().context("a sender panicked")??;
    }
    let took = began.elapsed();
    let taken = merchant.taken();
    println!(
        "{} orders taken in {:.1} s, answered in {} ms at the median and {} ms at the 99th percentile",
        taken.len(),
        took.as_secs_f32(),
        merchant.percentile(50),
        merchant.percentile(99),
    );

    let last = Instant::now();
    while last.elapsed() < PATIENCE && taken.iter().any(|order| !handler.has(order)) {
        thread::sleep(Duration::from_millis(50));
    }
    let missing = taken.iter().filter(|order| !handler.has(order)).count();
    println!(
        "{} callbacks verified; the last came {:.1} s after the last order",
        handler.count(),
        last.elapsed().as_secs_f32()
    );
    let unknown = merchant.unknown(&taken)?;
    println!("lost: {unknown} orders, {missing} callbacks; refused by the handler: {}", handler.refused());
    drop(sandbox);
    ensure!(unknown == 0 && missing == 0 && handler.refused() == 0, "something was lost or forged");
    let wanted = options.rate.saturating_mul(options.seconds);
    ensure!(taken.len() == usize::try_from(wanted)?, "{wanted} orders were wanted");
    let limit = Duration::from_secs(u64::from(options.seconds)).saturating_add(Duration::from_secs(if options.kill {
        10
    } else {
        1
    }));
    ensure!(took <= limit, "the sandbox can't keep up with {} orders a second", options.rate);
    Ok(())
}

/// Where the sandbox keeps what must outlive it.
struct Place {
    folder: PathBuf,
    command: PathBuf,
}

impl Place {
    fn new(folder: PathBuf, command: PathBuf) -> Result<Self> {
        std::fs::write(folder.join("platform.key"), PrivateKey::generate()?.expose_hex().as_str())?;
        Ok(Self { folder, command })
    }

    fn start(&self, port: &str) -> Result<Sandbox> {
        let path = |name: &str| -> Result<String> {
            let path = self.folder.join(name);
            Ok(path.to_str().context("the folder's name is not Unicode")?.to_owned())
        };
        let (key, store) = (path("platform.key")?, path("store.sqlite")?);
        let arguments = ["--port", port, "--platform-key-file", &key, "--store", &store, "--unit", "100"];
        Sandbox::start(&self.command, &arguments, Path::new(&path("sandbox.log")?))
    }
}
