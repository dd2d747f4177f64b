//! One running example.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use tarspay_core::PrivateKey;

use super::news::{Gateway, wait};

/// Ended when dropped.
pub(super) struct Shop {
    child: Child,
    address: String,
}

impl Shop {
    /// Starts the program and waits until it answers.
    pub(super) fn start(mut program: Command, gateway: &Gateway, mch_no: &str) -> Result<Self> {
        let log = fs::File::create(gateway.folder.join(format!("{mch_no}.log")))?;
        // Any free port. Somebody else could take it in between, and then the start fails.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("http://127.0.0.1:{port}");
        program
            .env("TARSPAY_URL", &gateway.sandbox.address)
            .env("TARSPAY_PLATFORM_KEY", &gateway.sandbox.platform_key)
            .env("TARSPAY_PRIVATE_KEY", PrivateKey::generate()?.expose_hex().as_str())
            .env("TARSPAY_MCH_NO", mch_no)
            .env("NOTIFY_URL", format!("{address}/notify"))
            .env("PORT", port.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let child = program.spawn().with_context(|| format!("{program:?} could not be started"))?;
        let mut shop = Self { child, address };
        wait("the shop's first answer", || {
            if let Some(status) = shop.child.try_wait()? {
                bail!("{program:?} ended: {status}");
            }
            Ok(ureq::get(format!("{}/paid", shop.address)).call().ok())
        })?;
        Ok(shop)
    }

    /// Lets it create a deposit; gives the gateway's code.
    pub(super) fn deposit(&self, mch_order_no: &str, amount: &str) -> Result<String> {
        let url = format!("{}/deposits?mchOrderNo={mch_order_no}&amount={amount}", self.address);
        Ok(ureq::post(url).send_empty()?.body_mut().read_to_string()?.trim().to_owned())
    }

    /// How often it credited each order.
    pub(super) fn paid(&self) -> Result<BTreeMap<String, u32>> {
        let text = ureq::get(format!("{}/paid", self.address)).call()?.body_mut().read_to_string()?;
        text.lines()
            .map(|line| {
                let (order, times) = line.split_once(' ').context("a line is an order and a number")?;
                Ok((order.to_owned(), times.parse()?))
            })
            .collect()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
