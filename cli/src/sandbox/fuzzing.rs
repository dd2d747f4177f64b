//! A sandbox without a network, for the fuzz target: any nonce, any merchant, orders in memory.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tarspay_core::testing::TestGateway;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::outcome::Scenario;
use super::serve;
use super::state::{Settings, State};
use super::store::Store;

/// See the module.
pub struct Sandbox {
    runtime: Runtime,
    router: Router,
}

impl Sandbox {
    /// An empty one.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let settings = Settings {
            gateway: TestGateway::new()?,
            scenario: Scenario::default(),
            unit: 1000,
            nonce_window: u64::MAX,
            any_target: false,
            merchants: HashMap::new(),
        };
        let state = Arc::new(State::new(settings, Store::open(None, 1_000_000_000)?));
        Ok(Self { runtime: Builder::new_current_thread().enable_all().build()?, router: serve::router(state) })
    }

    /// What is answered to these bytes on a connection of their own, whose sender has no more to say after so long.
    ///
    /// # Errors
    /// None: the connection is in memory.
    pub fn answer(&self, sent: &[u8], patience: Duration) -> std::io::Result<Vec<u8>> {
        self.runtime.block_on(async {
            let (mut client, server) = tokio::io::duplex(1 << 20);
            let served = tokio::spawn(serve::connection(server, self.router.clone()));
            client.write_all(sent).await?;
            let mut answer = Vec::new();
            if timeout(patience, client.read_to_end(&mut answer)).await.is_err() {
                client.shutdown().await?;
                client.read_to_end(&mut answer).await?;
            }
            served.abort();
            Ok(answer)
        })
    }
}
