//! A running sandbox, a merchant and a handler of callbacks, over plain sockets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::{Nonce, PrivateKey, PublicKey, Signer};

/// Waits for what must come, as long as a busy machine may take.
pub(crate) fn wait(mut is_there: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_there() {
        assert!(began.elapsed() < Duration::from_secs(120), "it did not come");
        thread::sleep(Duration::from_millis(10));
    }
}

/// The sandbox as people start it; ended when dropped.
pub(crate) struct Sandbox {
    child: Child,
    pub(crate) address: String,
    pub(crate) platform_key: PublicKey,
    log: Arc<Mutex<String>>,
}

impl Sandbox {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarspay"));
        command.args(["sandbox", "--json", "--port", "0"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (lines, written) = (BufReader::new(child.stderr.take().unwrap()), Arc::clone(&log));
        thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut log = written.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let said: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{}", log.lock().unwrap()));
        let address = said["address"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let platform_key = PublicKey::from_hex(said["platformPublicKey"].as_str().unwrap()).unwrap();
        Self { child, address, platform_key, log }
    }

    /// On Unix this is kill -9.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn wait_for_log(&self, text: &str) {
        wait(|| self.log.lock().unwrap().contains(text));
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, String)], body: &str) -> (u16, Value) {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n"
        );
        request(&self.address, &format!("{head}{body}"))
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a text and reads status and body.
pub(crate) fn request(address: &str, text: &str) -> (u16, Value) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap_or_else(|| panic!("{answer}")).parse().unwrap();
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    (status, serde_json::from_str(body).unwrap_or_default())
}

/// A merchant with a key.
pub(crate) struct Merchant {
    signer: Signer,
    public_key: PublicKey,
}

impl Merchant {
    pub(crate) fn new() -> Self {
        let key = PrivateKey::generate().unwrap();
        Self { public_key: key.public_key(), signer: Signer::new(key) }
    }

    pub(crate) fn public_key(&self) -> String {
        self.public_key.to_string()
    }

    pub(crate) fn sign(&self, path: &str, body: &str, millis: u64) -> Vec<(&'static str, String)> {
        let object = parse_object(body.as_bytes(), &Limits::DEFAULT).unwrap();
        let nonce = Nonce::from_millis(millis).unwrap();
        let signed = self.signer.sign_request("POST", path, &nonce, &object).unwrap();
        assert_eq!(signed.body, body);
        signed.headers.into_iter().collect()
    }

    pub(crate) fn call(&self, sandbox: &Sandbox, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        let headers = self.sign(path, &body, now.try_into().unwrap());
        sandbox.post(path, &headers, &body).1
    }
}

type Received = Arc<Mutex<Vec<(String, String)>>>;

/// Takes callbacks, and answers each with the status that its number gets: 200 comes with `OK`, 302 leads to itself.
pub(crate) struct Handler {
    pub(crate) url: String,
    received: Received,
}

impl Handler {
    pub(crate) fn start(status: impl Fn(usize) -> u16 + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/notify", listener.local_addr().unwrap());
        let received = Received::default();
        let (seen, here) = (Arc::clone(&received), url.clone());
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let Some(callback) = read(&stream) else { continue };
                let mut seen = seen.lock().unwrap();
                let status = status(seen.len());
                seen.push(callback);
                let body = if status == 200 { "OK" } else { "no" };
                let head = format!(
                    "HTTP/1.1 {status} X\r\nlocation: {here}/elsewhere\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{body}"
                );
                let _ = (&stream).write_all(head.as_bytes());
            }
        });
        Self { url, received }
    }

    pub(crate) fn received(&self) -> Vec<(String, String)> {
        self.received.lock().unwrap().clone()
    }
}

/// Body and signature.
fn read(stream: &TcpStream) -> Option<(String, String)> {
    let mut reader = BufReader::new(stream);
    let (mut length, mut signature) = (0, String::new());
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    // A sandbox that was killed leaves such connections behind, cut anywhere.
    if !first.ends_with('\n') {
        return None;
    }
    assert!(first.starts_with("POST /notify HTTP"), "a redirect was followed: {first}");
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "x-resp-signature" => value.clone_into(&mut signature),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((String::from_utf8(body).ok()?, signature))
}
