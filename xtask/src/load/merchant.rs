//! Sends orders, each when it is due.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::{Endpoint, Nonce, PrivateKey, Signer};

const MCH_NO: &str = "M-LOAD";
/// How many requests may be under way.
const AT_ONCE: usize = 32;
/// How long an order is tried again while the sandbox is away.
const PATIENCE: Duration = Duration::from_secs(30);
const DUPLICATE: i64 = 5_003_011;

pub(super) struct Merchant {
    signer: Signer,
    gateway: String,
    notify_url: String,
    next: AtomicU32,
    sent: Mutex<Sent>,
}

#[derive(Default)]
struct Sent {
    /// The orders that the sandbox has said it took.
    taken: Vec<String>,
    /// How long each answer took.
    waits: Vec<Duration>,
}

impl Merchant {
    pub(super) fn new(gateway: &str, notify_url: &str) -> Result<Self> {
        Ok(Self {
            signer: Signer::new(PrivateKey::generate()?),
            gateway: gateway.to_owned(),
            notify_url: notify_url.to_owned(),
            next: AtomicU32::default(),
            sent: Mutex::default(),
        })
    }

    /// Begins to send that many orders each second.
    pub(super) fn send(self: &Arc<Self>, rate: u32, seconds: u32) -> Vec<JoinHandle<Result<()>>> {
        let began = Instant::now();
        let orders = rate.saturating_mul(seconds);
        let pause = 1_000_000_u64.checked_div(u64::from(rate)).unwrap_or(0);
        let sender = |_| {
            let merchant = Arc::clone(self);
            thread::spawn(move || {
                let http = client();
                loop {
                    let number = merchant.next.fetch_add(1, Ordering::Relaxed);
                    if number >= orders {
                        return Ok(());
                    }
                    let due = Duration::from_micros(pause.saturating_mul(u64::from(number)));
                    thread::sleep(due.saturating_sub(began.elapsed()));
                    merchant.order(&http, &format!("L{number}"))?;
                }
            })
        };
        (0..AT_ONCE).map(sender).collect()
    }

    /// Sends an order until the sandbox says that it has it, as merchants do who got no answer.
    fn order(&self, http: &ureq::Agent, number: &str) -> Result<()> {
        let body = json!({
            "mchNo": MCH_NO, "mchOrderNo": number, "wayCode": "CASHIER", "amount": "31500", "currency": "VND",
            "notifyUrl": self.notify_url,
        });
        let began = Instant::now();
        loop {
            let asked = Instant::now();
            match self.call(http, Endpoint::CreateDeposit, &body) {
                Ok(0 | DUPLICATE) => {
                    let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
                    sent.taken.push(number.to_owned());
                    sent.waits.push(asked.elapsed());
                    return Ok(());
                }
                Ok(code) => bail!("order {number} was answered with {code}"),
                Err(error) if began.elapsed() > PATIENCE => return Err(error),
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// The gateway's code.
    fn call(&self, http: &ureq::Agent, endpoint: Endpoint, body: &Value) -> Result<i64> {
        let path = endpoint.spec().path.context("a published path")?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
        let body = body.to_string();
        let object = parse_object(body.as_bytes(), &Limits::DEFAULT)?;
        let signed = self.signer.sign_request("POST", path, &Nonce::from_millis(u64::try_from(now)?)?, &object)?;
        let mut request = http.post(format!("{}{path}", self.gateway));
        for (name, value) in &signed.headers {
            request = request.header(*name, value);
        }
        let answer: Value = request.send(signed.body.as_bytes())?.body_mut().read_json()?;
        answer.get("code").and_then(Value::as_i64).context("an answer has a code")
    }

    /// The orders that were taken so far.
    pub(super) fn taken(&self) -> Vec<String> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).taken.clone()
    }

    /// What so many of a hundred answers took at most, in milliseconds.
    pub(super) fn percentile(&self, percent: usize) -> u128 {
        let mut waits = self.sent.lock().unwrap_or_else(PoisonError::into_inner).waits.clone();
        waits.sort_unstable();
        let index = waits.len().saturating_mul(percent) / 100;
        waits.get(index).or(waits.last()).map_or(0, Duration::as_millis)
    }

    /// How many of these orders the sandbox does not know.
    pub(super) fn unknown(&self, orders: &[String]) -> Result<usize> {
        let http = client();
        let mut unknown: usize = 0;
        for order in orders {
            let code = self.call(&http, Endpoint::QueryDeposit, &json!({"mchNo": MCH_NO, "mchOrderNo": order}))?;
            unknown = unknown.saturating_add(usize::from(code != 0));
        }
        Ok(unknown)
    }
}

fn client() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(10))).build().into()
}
