//! A shop on axum: it creates deposits, and credits each once when its callback says that it was paid.

use std::collections::{BTreeMap, HashSet};
use std::env;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use tarspay_core::model::request::CreateDeposit;
use tarspay_core::model::{CALLBACK_ANSWER, RequestOptions, parse_response};
use tarspay_core::{HEADER_CALLBACK_SIGNATURE, Nonce, PrivateKey, PublicKey, Signer, Verifier};

struct Shop {
    signer: Signer,
    verifier: Verifier,
    books: Mutex<Books>,
}

/// In production two tables; `seen` has a unique column.
#[derive(Default)]
struct Books {
    seen: HashSet<String>,
    paid: BTreeMap<String, u32>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let signer = Signer::new(PrivateKey::parse(&env::var("TARSPAY_PRIVATE_KEY")?)?);
    // In production `Verifier::gateway()`, which trusts the key that the gateway publishes.
    let verifier = Verifier::new([PublicKey::parse(&env::var("TARSPAY_PLATFORM_KEY")?)?])?;
    let shop = Arc::new(Shop { signer, verifier, books: Mutex::default() });
    let router = Router::new()
        .route("/deposits", post(deposits))
        .route("/notify", post(notify))
        .route("/paid", get(paid))
        .with_state(shop);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", env::var("PORT")?.parse()?)).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn deposits(
    State(shop): State<Arc<Shop>>,
    Query(order): Query<BTreeMap<String, String>>,
) -> Result<String, StatusCode> {
    let done = tokio::task::spawn_blocking(move || deposit(&shop, &order)).await;
    done.map_err(anyhow::Error::from).and_then(|code| code).map_err(|error| {
        eprintln!("{error:#}");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

/// Gives the gateway's code.
fn deposit(shop: &Shop, order: &BTreeMap<String, String>) -> Result<String> {
    let member = |name| order.get(name).map(String::as_str).unwrap_or_default();
    let order = CreateDeposit::default()
        .mch_no(env::var("TARSPAY_MCH_NO")?)
        .mch_order_no(member("mchOrderNo"))
        .way_code("CASHIER")
        .amount(member("amount"))
        .currency("VND")
        .notify_url(env::var("NOTIFY_URL")?);
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let signed = shop.signer.sign_model(&order, &Nonce::from_millis(now.try_into()?)?, &RequestOptions::default())?;
    let mut request = ureq::post(format!("{}{}", env::var("TARSPAY_URL")?, signed.path));
    for (name, value) in &signed.headers {
        request = request.header(*name, value);
    }
    let answer = request.send(&signed.body)?.body_mut().read_to_vec()?;
    Ok(parse_response::<CreateDeposit>(&answer)?.code.0.to_string())
}

/// Takes the raw bytes: a body that was parsed and written again has another signature.
async fn notify(State(shop): State<Arc<Shop>>, headers: HeaderMap, body: Bytes) -> (StatusCode, &'static str) {
    let signature = headers.get(HEADER_CALLBACK_SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let callback = match shop.verifier.verify_callback(&body, signature) {
        Ok(callback) => callback,
        Err(error) => return (StatusCode::UNAUTHORIZED, error.code().as_str()),
    };
    let mut books = shop.books.lock().unwrap_or_else(PoisonError::into_inner);
    if books.seen.insert(callback.replay_key()) && callback.state.is_success() {
        let times = books.paid.entry(callback.mch_order_no).or_default();
        *times = times.saturating_add(1);
    }
    (StatusCode::OK, CALLBACK_ANSWER)
}

async fn paid(State(shop): State<Arc<Shop>>) -> String {
    let books = shop.books.lock().unwrap_or_else(PoisonError::into_inner);
    books.paid.iter().map(|(order, times)| format!("{order} {times}\n")).collect()
}
