//! The main job on real input: what the gateway really signed verifies, what was changed is refused; and in each main language an order is
//! signed, taken, and its callbacks verified or refused.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::Value;
use tarspay_core::{Error, ReceivedRequest, Signature, Verifier};

use crate::examples::{self, Example};

/// The examples without a framework, of those languages whose packages are built in a minute or two.
const MAIN: &[&str] = &["rust", "shell", "node", "python"];

const PUBLISHED: &str = include_str!("../../tests/vectors/published.json");

#[derive(Deserialize)]
struct Published {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    kind: String,
    source: String,
    public_key: String,
    body: Value,
    signed_text: String,
    signature: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    nonce: String,
}

/// Shows each step and fails at the first that is not as it should be.
pub(crate) fn run() -> Result<()> {
    let published: Published = serde_json::from_str(PUBLISHED)?;
    let find = |kind: &str| {
        published.vectors.iter().find(|vector| vector.kind == kind).with_context(|| format!("no published {kind}"))
    };
    callback(find("callback")?)?;
    request(find("request")?)?;
    languages()?;
    println!("\nAll as it should be.");
    Ok(())
}

fn callback(vector: &Vector) -> Result<()> {
    heading("A callback that the gateway published", &vector.source);
    let verifier = Verifier::gateway()?;
    let callback = verifier.verify_callback(vector.signed_text.as_bytes(), &vector.signature)?;
    ok("verifies", &format!("signed by the gateway's system key, form {}", callback.matched_form.as_str()));
    ok(
        "reads",
        &format!(
            "order {}, state {}, fail reason {:?}",
            callback.mch_order_no,
            callback.state,
            callback.fail_reason.unwrap_or_default()
        ),
    );
    ensure!(Signature::from_hex(&vector.signature)?.is_high_s(), "the published signature has a high S");
    ok("has a high S", "which stricter libraries refuse");
    let pretty = serde_json::to_string_pretty(&vector.body)?;
    let callback = verifier.verify_callback(pretty.as_bytes(), &vector.signature)?;
    ok("pretty-printed", &format!("verifies too, form {}", callback.matched_form.as_str()));
    let tampered = vector.signed_text.replace("31500", "91500");
    refused("amount changed", verifier.verify_callback(tampered.as_bytes(), &vector.signature))
}

fn request(vector: &Vector) -> Result<()> {
    heading("A request that the gateway published", &vector.source);
    let body = vector.body.to_string();
    let received = ReceivedRequest {
        method: "POST",
        path: &vector.path,
        nonce: &vector.nonce,
        api_key: &vector.public_key,
        signature: &vector.signature,
        body: body.as_bytes(),
    };
    let verifier = Verifier::new([tarspay_core::PublicKey::from_hex(&vector.public_key)?])?;
    let verified = verifier.verify_request(&received)?;
    ensure!(verified.string_to_sign == vector.signed_text, "the string to sign differs from the published one");
    ok("verifies", "string to sign rebuilt to the byte, empty members included");
    let tampered = body.replace("100000", "900000");
    refused("amount changed", verifier.verify_request(&ReceivedRequest { body: tampered.as_bytes(), ..received }))
}

/// A shop in each of the main languages, against the sandbox.
fn languages() -> Result<()> {
    println!(
        "\nOrders and callbacks through the sandbox, a gateway on this machine (the first time the packages are built)"
    );
    let main = |example: &&Example| MAIN.contains(&example.name);
    let rows = examples::rows_at_once(examples::EXAMPLES.iter().filter(main))?;
    examples::print(&rows);
    println!("\nJava, Kotlin, Swift and the frameworks, which take longer to build: cargo xtask examples");
    examples::finish(&rows)
}

fn heading(title: &str, source: &str) {
    println!("\n{title} ({source})");
}

fn ok(what: &str, detail: &str) {
    println!("  ok {what:<16} {detail}");
}

/// Passes only if the message was refused because the signature does not match.
fn refused<T>(what: &str, outcome: Result<T, Error>) -> Result<()> {
    match outcome {
        Err(error) if error.code() == tarspay_core::ErrorCode::SignatureMismatch => {
            ok(what, "refused: signature_mismatch");
            Ok(())
        }
        Err(error) => bail!("{what}: refused for another reason: {error}"),
        Ok(_) => bail!("{what}: NOT refused"),
    }
}
