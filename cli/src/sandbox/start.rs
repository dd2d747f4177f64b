//! Reads the arguments, and begins.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde_json::json;
use tarspay_core::testing::TestGateway;
use tarspay_core::{PublicKey, Verifier};
use tokio::net::TcpListener;

use super::outcome::Scenario;
use super::state::{Settings, State};
use super::store::Store;
use super::{deliver, money, serve};
use crate::args::{KeyArgs, SandboxArgs};
use crate::failure::Failure;
use crate::input;
use crate::output::Verdict;

/// Serves until the process is ended.
pub(crate) fn run(args: &SandboxArgs, json: bool) -> Result<Verdict, Failure> {
    let settings = settings(args)?;
    let platform_key = settings.gateway.public_key();
    let opening = money::parse(&args.balance)
        .ok_or_else(|| Failure::input("argument_invalid", "--balance is no amount with at most two decimals"))?;
    let store = Store::open(args.store.as_deref(), opening)
        .map_err(|error| Failure::input("store_unusable", format!("the store can't be used: {error}")))?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| unstartable(&error))?;
    runtime.block_on(async {
        let listener = TcpListener::bind((args.host, args.port)).await.map_err(|error| unstartable(&error))?;
        let address = listener.local_addr().map_err(|error| unstartable(&error))?;
        announce(json, &format!("http://{address}"), &platform_key)?;
        let state = Arc::new(State::new(settings, store));
        tokio::spawn(deliver::run(Arc::clone(&state)));
        tokio::select! {
            () = serve::run(listener, state) => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(Verdict::Good)
    })
}

fn settings(args: &SandboxArgs) -> Result<Settings, Failure> {
    let gateway = match &args.platform_key_file {
        Some(file) => {
            let key = KeyArgs { key_file: Some(file.clone()) };
            TestGateway::with_key(input::private_key(&key, std::path::Path::new(""))?)
        }
        None => TestGateway::new()?,
    };
    let scenario = match &args.scenario {
        Some(file) => serde_json::from_slice(&input::bytes(file)?)
            .map_err(|error| Failure::input("scenario_invalid", format!("{}: {error}", file.display())))?,
        None => Scenario::default(),
    };
    let mut keys: HashMap<&str, Vec<PublicKey>> = HashMap::new();
    for merchant in &args.merchants {
        let (mch_no, key) = merchant
            .split_once('=')
            .ok_or_else(|| Failure::input("argument_invalid", "--merchant is written as mchNo=PUBLICKEY"))?;
        keys.entry(mch_no).or_default().push(input::public_key(key)?);
    }
    let merchants = keys.into_iter().map(|(mch_no, keys)| Ok((mch_no.to_owned(), Verifier::new(keys)?)));
    Ok(Settings {
        gateway,
        scenario,
        unit: i64::from(args.unit),
        nonce_window: u64::from(args.nonce_window).saturating_mul(1000),
        any_target: args.allow_any_target,
        merchants: merchants.collect::<Result<_, Failure>>()?,
    })
}

fn unstartable(error: &io::Error) -> Failure {
    Failure::input("sandbox_unstartable", format!("the sandbox can't start: {error}"))
}

/// Said at once: programs wait for it.
fn announce(json: bool, address: &str, platform_key: &PublicKey) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{}", json!({"address": address, "platformPublicKey": platform_key}))?;
    } else {
        writeln!(out, "sandbox at {address}\ncallbacks are signed by {platform_key}; trust this key in tests only")?;
    }
    out.flush()
}
