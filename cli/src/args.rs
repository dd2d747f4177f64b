//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Make keys, sign, verify, explain and validate TarsPay gateway messages.
///
/// Exit codes: 0 done (or verified, or valid); 1 does not verify (or not valid); 2 the input can't be used.
#[derive(Parser)]
#[command(name = "tarspay", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// Print one JSON object instead of text.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a key pair.
    Keygen(KeygenArgs),
    /// Sign a request: prints the headers and the body to send.
    Sign(SignArgs),
    /// Show what would be signed; needs no key.
    StringToSign(RequestArgs),
    /// Check a signature.
    Verify(VerifyArgs),
    /// Show every stage from a message to its signature, and which mistake made a signature that does not verify.
    Explain(ExplainArgs),
    /// Find everything that is wrong with a request before it is sent.
    Validate(ValidateArgs),
    /// List markets and their way codes.
    Catalog(CatalogArgs),
    /// Run a gateway on this machine that checks requests and sends callbacks.
    Sandbox(SandboxArgs),
}

/// The last two digits before the point of an order's amount say what becomes of it: 01 failure, 02 partial payment, 03 success and refund,
/// 04 rejection, 05 nothing ever, all others success.
#[derive(Args)]
#[cfg_attr(not(feature = "sandbox"), allow(dead_code))]
pub(crate) struct SandboxArgs {
    /// Port; 0 for any free one, which is then printed.
    #[arg(long, default_value_t = 8765)]
    pub(crate) port: u16,
    /// Address to listen on; another than the default lets other machines in.
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: std::net::IpAddr,
    /// File with the private key that signs callbacks [default: a test key that everybody knows]
    #[arg(long, value_name = "FILE")]
    pub(crate) platform_key_file: Option<PathBuf>,
    /// A merchant and its public key; may be given several times [default: a merchant's first key that signs becomes its key]
    #[arg(long = "merchant", value_name = "MCHNO=PUBLICKEY")]
    pub(crate) merchants: Vec<String>,
    /// JSON list of {mchOrderNo?, amount?, outcome?, faults?}; the first that fits an order holds. Outcomes: success, failure, partial,
    /// refund, rejection, timeout. Faults: forged, tampered, replay, duplicate, out_of_order, slow, pretty_printed, high_s
    #[arg(long, value_name = "FILE")]
    pub(crate) scenario: Option<PathBuf>,
    /// Keep orders and callbacks in this SQLite file [default: in memory]
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// What every merchant's balance begins with.
    #[arg(long, value_name = "AMOUNT", default_value = "1000000000")]
    pub(crate) balance: String,
    /// How many seconds a nonce may be away from now.
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(crate) nonce_window: u32,
    /// The unit of all waiting before and between callbacks, in milliseconds: small for tests.
    #[arg(long, value_name = "MS", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=60_000))]
    pub(crate) unit: u32,
    /// Send callbacks to other machines too, not only to this one.
    #[arg(long)]
    pub(crate) allow_any_target: bool,
}

#[derive(Args)]
pub(crate) struct KeygenArgs {
    /// Write the private key to this new file, readable by its owner only, instead of showing it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The parts of a request.
#[derive(Args)]
pub(crate) struct RequestArgs {
    /// HTTP method; every endpoint takes POST.
    #[arg(long, default_value = "POST")]
    pub(crate) method: String,
    /// Path as called, without host and query: /api/balanceInfo
    #[arg(long)]
    pub(crate) path: String,
    /// Unix time in milliseconds, 13 digits [default: now]
    #[arg(long, value_name = "MS")]
    pub(crate) nonce: Option<String>,
    #[command(flatten)]
    pub(crate) body: BodyArgs,
}

#[derive(Args)]
pub(crate) struct BodyArgs {
    /// File with the JSON body, byte for byte; - for standard input.
    #[arg(long, value_name = "FILE|-")]
    pub(crate) body: PathBuf,
}

#[derive(Args)]
pub(crate) struct SignArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    #[command(flatten)]
    pub(crate) key: KeyArgs,
}

/// Where the private key comes from. Never an argument: those can be seen by every user of the machine and stay in the shell's history.
#[derive(Args)]
pub(crate) struct KeyArgs {
    /// File with the private key (64 hex digits or PEM); - for standard input [default: the variable TARSPAY_PRIVATE_KEY]
    #[arg(long, value_name = "FILE|-")]
    pub(crate) key_file: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct VerifyArgs {
    #[command(subcommand)]
    pub(crate) what: VerifyWhat,
}

#[derive(Subcommand)]
pub(crate) enum VerifyWhat {
    /// A callback that the gateway sent to notifyUrl.
    Callback(CallbackArgs),
    /// A request, as the gateway would check it.
    Request(ReceivedArgs),
    /// Any text that was signed with the gateway's double SHA-256.
    Text(TextArgs),
}

#[derive(Args)]
pub(crate) struct CallbackArgs {
    #[command(flatten)]
    pub(crate) body: BodyArgs,
    /// The header X-RESP-SIGNATURE.
    #[arg(long, value_name = "HEX")]
    pub(crate) signature: String,
    /// A trusted public key, hex or a PEM file; may be given several times [default: the gateway's published key]
    #[arg(long = "public-key", value_name = "HEX|FILE")]
    pub(crate) public_keys: Vec<String>,
}

#[derive(Args)]
pub(crate) struct ReceivedArgs {
    /// HTTP method.
    #[arg(long, default_value = "POST")]
    pub(crate) method: String,
    /// Path, without host and query.
    #[arg(long)]
    pub(crate) path: String,
    /// The header X-API-NONCE.
    #[arg(long, value_name = "MS")]
    pub(crate) nonce: String,
    /// The header X-API-KEY: the merchant's public key.
    #[arg(long, value_name = "HEX")]
    pub(crate) api_key: String,
    /// The header X-API-SIGNATURE.
    #[arg(long, value_name = "HEX")]
    pub(crate) signature: String,
    #[command(flatten)]
    pub(crate) body: BodyArgs,
}

#[derive(Args)]
pub(crate) struct TextArgs {
    /// File with the text, byte for byte; - for standard input.
    #[arg(long, value_name = "FILE|-")]
    pub(crate) text: PathBuf,
    /// The public key, hex or a PEM file; may be given several times.
    #[arg(long = "public-key", value_name = "HEX|FILE", required = true)]
    pub(crate) public_keys: Vec<String>,
    /// The signature.
    #[arg(long, value_name = "HEX")]
    pub(crate) signature: String,
}

#[derive(Args)]
pub(crate) struct ExplainArgs {
    #[command(subcommand)]
    pub(crate) what: ExplainWhat,
}

#[derive(Subcommand)]
pub(crate) enum ExplainWhat {
    /// A callback, best as it was received.
    Callback(ExplainCallbackArgs),
    /// A request, as it was sent.
    Request(ExplainRequestArgs),
}

#[derive(Args)]
pub(crate) struct ExplainCallbackArgs {
    #[command(flatten)]
    pub(crate) body: BodyArgs,
    /// The header X-RESP-SIGNATURE, in whatever form it came.
    #[arg(long, value_name = "TEXT")]
    pub(crate) signature: Option<String>,
    /// A trusted public key, hex or a PEM file; may be given several times [default: the gateway's published key]
    #[arg(long = "public-key", value_name = "HEX|FILE")]
    pub(crate) public_keys: Vec<String>,
    /// The path that was called, if it may have been signed.
    #[arg(long)]
    pub(crate) path: Option<String>,
    /// A nonce that came with it, if it may have been signed.
    #[arg(long, value_name = "MS")]
    pub(crate) nonce: Option<String>,
    #[command(flatten)]
    pub(crate) suspects: SuspectArgs,
}

#[derive(Args)]
pub(crate) struct ExplainRequestArgs {
    /// HTTP method.
    #[arg(long, default_value = "POST")]
    pub(crate) method: String,
    /// Path or URL that was called.
    #[arg(long)]
    pub(crate) path: String,
    /// The header X-API-NONCE.
    #[arg(long, value_name = "MS")]
    pub(crate) nonce: String,
    /// The header X-API-KEY: the merchant's public key [default: that of --key-file]
    #[arg(long, value_name = "HEX|FILE")]
    pub(crate) api_key: Option<String>,
    /// The header X-API-SIGNATURE, in whatever form it was sent.
    #[arg(long, value_name = "TEXT")]
    pub(crate) signature: Option<String>,
    #[command(flatten)]
    pub(crate) body: BodyArgs,
    /// Another nonce that may have been signed, for instance from a log; may be given several times.
    #[arg(long = "other-nonce", value_name = "MS")]
    pub(crate) other_nonces: Vec<String>,
    #[command(flatten)]
    pub(crate) suspects: SuspectArgs,
}

/// Who else may have signed.
#[derive(Args)]
pub(crate) struct SuspectArgs {
    /// Another public key that may have signed, hex or a PEM file; may be given several times.
    #[arg(long = "other-key", value_name = "HEX|FILE")]
    pub(crate) other_keys: Vec<String>,
    /// File with a private key, to show the signature that it makes; - for standard input.
    #[arg(long, value_name = "FILE|-")]
    pub(crate) key_file: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct ValidateArgs {
    /// The endpoint: create-deposit, create-withdraw, query-deposit, query-withdraw, query-balance, …
    pub(crate) endpoint: String,
    /// Two-letter country code of the market [default: the market of the body's currency]
    #[arg(long, value_name = "XX")]
    pub(crate) market: Option<String>,
    /// Count warnings (unlisted way codes, printed limits, test hosts) as errors.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Allow notifyUrl and returnUrl on hosts that only exist on this machine or network.
    #[arg(long)]
    pub(crate) allow_test_hosts: bool,
    #[command(flatten)]
    pub(crate) body: BodyArgs,
}

#[derive(Args)]
pub(crate) struct CatalogArgs {
    /// Two-letter country code; all markets if left out.
    pub(crate) market: Option<String>,
}
