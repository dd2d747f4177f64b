//! The sandbox over real HTTP.
#![cfg(feature = "sandbox")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod sandbox_support;

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use sandbox_support::{Handler, Merchant, Sandbox, request, wait};
use serde_json::json;
use tarspay_core::{Endpoint, Verifier};

fn order(number: &str, amount: &str, url: &str) -> serde_json::Value {
    json!({"mchNo": "M1", "mchOrderNo": number, "wayCode": "CASHIER", "amount": amount, "currency": "VND", "notifyUrl": url})
}

const DEPOSIT: &str = "/api/pay/unifiedOrder";
const WITHDRAW: &str = "/api/payOut/unifiedOrder";

#[test]
fn every_endpoint_answers() {
    let sandbox = Sandbox::start(&["--unit", "1"]);
    let merchant = Merchant::new();
    let handler = Handler::start(|_| 200);
    let made = merchant.call(&sandbox, DEPOSIT, &order("D1", "31500", &handler.url));
    assert_eq!((&made["code"], &made["data"]["orderState"]), (&json!(0), &json!(1)), "{made}");
    let number = made["data"]["payOrderId"].clone();
    assert_eq!(merchant.call(&sandbox, WITHDRAW, &order("W1", "100", &handler.url))["code"], 0);
    wait(|| handler.received().len() == 2);

    for &endpoint in Endpoint::ALL {
        let spec = endpoint.spec();
        let path = spec.path.map_or_else(|| format!("/sandbox/{}", spec.name), ToOwned::to_owned);
        let body = match spec.name {
            "create_deposit" | "create_withdraw" => continue,
            "query_deposit" => json!({"mchNo": "M1", "mchOrderNo": "D1", "payOrderId": number}),
            "query_withdraw" | "query_withdraw_proof" => json!({"mchNo": "M1", "mchOrderNo": "W1"}),
            "query_balance" => json!({"mchNo": "M1"}),
            "query_utr" | "replenish_utr" => json!({"mchNo": "M1", "utr": "1", "mchOrderNo": "D1"}),
            "query_trx" | "query_order_by_trx" => json!({"mchNo": "M1", "trxId": number}),
            "supplement_trx" => json!({"mchNo": "M1", "trxId": number, "mchOrderNo": "D1"}),
            "query_history" => json!({"mchNo": "M1", "pageNumber": 1, "pageSize": 50}),
            other => panic!("{other} has no test"),
        };
        let answer = merchant.call(&sandbox, &path, &body);
        assert_eq!(answer["code"], 0, "{endpoint}: {answer}");
        match spec.name {
            "query_deposit" | "query_withdraw" => assert_eq!(answer["data"]["state"], 2, "{answer}"),
            // 1,000,000,000 and 31500 without a fee of 630, less 100 and a fee of 2.
            "query_balance" => assert_eq!(answer["data"]["availableAmount"], "1000030768", "{answer}"),
            "query_utr" | "query_trx" => assert_eq!(answer["data"]["status"], 1, "{answer}"),
            "query_history" => assert_eq!(answer["data"]["total"], 2, "{answer}"),
            _ => {}
        }
    }
}

#[test]
fn every_refusal_has_the_gateway_s_code_and_its_reason_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let merchant = Merchant::new();
    let known = format!("M1={}", merchant.public_key());
    let sandbox = Sandbox::start(&[
        "--merchant",
        &known,
        "--balance",
        "1000",
        "--store",
        folder.path().join("s").to_str().unwrap(),
    ]);
    let url = "http://127.0.0.1:9/";
    let code =
        |merchant: &Merchant, path: &str, body: &serde_json::Value| merchant.call(&sandbox, path, body)["code"].clone();

    assert_eq!(code(&Merchant::new(), DEPOSIT, &order("A", "100", url)), 5_003_002);
    assert_eq!(code(&merchant, "/api/balanceInfo", &json!({"mchNo": "M2"})), 5_003_002);
    assert_eq!(code(&merchant, "/api/balanceInfo", &json!({"x": "M2"})), 5_003_001);
    assert_eq!(code(&merchant, DEPOSIT, &json!({"mchNo": "M1"})), 5_003_001);
    assert_eq!(code(&merchant, DEPOSIT, &order("A", "1e3", url)), 500_321);
    assert_eq!(code(&merchant, DEPOSIT, &order("A", "100", "no url")), 5_003_012);
    assert_eq!(code(&merchant, DEPOSIT, &order("A", "100", url)), 0);
    assert_eq!(code(&merchant, DEPOSIT, &order("A", "200", url)), 5_003_011);
    assert_eq!(code(&merchant, WITHDRAW, &order("A", "1000", url)), 5_004_006);
    assert_eq!(code(&merchant, WITHDRAW, &order("A", "900", url)), 0);
    assert_eq!(code(&merchant, "/api/payInInfo", &json!({"mchNo": "M1", "mchOrderNo": "?"})), 5_003_018);
    assert_eq!(code(&merchant, "/api/payOutInfo", &json!({"mchNo": "M1", "mchOrderNo": "?"})), 5_003_020);

    let now = u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
    let body = json!({"mchNo": "M1"}).to_string();
    let stale = merchant.sign("/api/balanceInfo", &body, now - 3_600_000);
    assert_eq!(sandbox.post("/api/balanceInfo", &stale, &body).1["code"], 5_003_008);
    sandbox.wait_for_log("ms away from now");
    let slash = merchant.sign("/api/balanceInfo/", &body, now);
    assert_eq!(sandbox.post("/api/balanceInfo", &slash, &body).1["code"], 5_003_008);
    sandbox.wait_for_log("path_trailing_slash");
    assert_eq!(sandbox.post("/api/balanceInfo", &[], &body).1["code"], 5_003_002);
    assert_eq!(sandbox.post("/api/none", &[], &body).0, 404);
    assert_eq!(
        request(&sandbox.address, "GET /api/balanceInfo HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").0,
        405
    );
}

#[test]
fn callbacks_come_with_every_fault_and_outcome_and_until_they_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = folder.path().join("scenario.json");
    let faults = json!([
        {"mchOrderNo": "ALL", "faults": ["forged", "tampered", "replay", "duplicate", "high_s"]},
        {"mchOrderNo": "PRETTY", "faults": ["pretty_printed"]},
        {"mchOrderNo": "ORDER", "outcome": "refund", "faults": ["out_of_order"]},
    ]);
    std::fs::write(&scenario, faults.to_string()).unwrap();
    let sandbox = Sandbox::start(&["--unit", "20", "--scenario", scenario.to_str().unwrap()]);
    let verifier = Verifier::new([sandbox.platform_key.clone()]).unwrap();
    let merchant = Merchant::new();
    let of = |number: &str, amount: &str, path: &str, expected: usize| {
        let handler = Handler::start(|_| 200);
        assert_eq!(merchant.call(&sandbox, path, &order(number, amount, &handler.url))["code"], 0);
        wait(|| handler.received().len() >= expected);
        let seen = handler.received();
        let states = seen.iter().map(|(body, signature)| {
            verifier.verify_callback(body.as_bytes(), signature).map(|callback| callback.state.0).ok()
        });
        states.collect::<Vec<_>>()
    };
    let mut all = of("ALL", "100", DEPOSIT, 5);
    all.sort_unstable();
    assert_eq!(all, [None, None, Some(2), Some(2), Some(2)]);
    assert_eq!(of("PRETTY", "100", DEPOSIT, 1), [Some(2)]);
    assert_eq!(of("ORDER", "100", DEPOSIT, 2), [Some(5), Some(2)]);
    assert_eq!(of("F", "101", DEPOSIT, 1), [Some(3)]);
    assert_eq!(of("P", "102", DEPOSIT, 1), [Some(9)]);
    assert_eq!(of("R", "103", DEPOSIT, 2), [Some(2), Some(5)]);
    assert_eq!(of("J", "104", WITHDRAW, 1), [Some(8)]);

    let handler = Handler::start(|count| if count < 3 { 500 } else { 200 });
    merchant.call(&sandbox, DEPOSIT, &order("RETRY", "100", &handler.url));
    wait(|| handler.received().len() == 4);
    let redirected = Handler::start(|_| 302);
    merchant.call(&sandbox, DEPOSIT, &order("REDIRECT", "100", &redirected.url));
    wait(|| redirected.received().len() >= 2);
    merchant.call(&sandbox, DEPOSIT, &order("FAR", "100", "http://192.0.2.1/"));
    sandbox.wait_for_log("not on this machine");
}

#[test]
fn a_callback_is_sent_sixteen_times_and_no_more() {
    let sandbox = Sandbox::start(&["--unit", "1"]);
    let handler = Handler::start(|_| 500);
    Merchant::new().call(&sandbox, DEPOSIT, &order("X", "100", &handler.url));
    sandbox.wait_for_log("attempt 16 of 16");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(handler.received().len(), 16);
}

#[test]
fn what_was_acknowledged_outlives_kill_9_and_its_callbacks_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.db");
    let arguments = ["--unit", "50", "--store", store.to_str().unwrap()];
    let merchant = Merchant::new();
    let refusing = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let answer = std::sync::Arc::clone(&refusing);
    let handler = Handler::start(move |_| if answer.load(std::sync::atomic::Ordering::SeqCst) { 500 } else { 200 });
    let mut sandbox = Sandbox::start(&arguments);
    for index in 0..200 {
        let made = merchant.call(&sandbox, DEPOSIT, &order(&format!("K{index}"), "100", &handler.url));
        assert_eq!(made["code"], 0);
    }
    sandbox.kill();
    refusing.store(false, std::sync::atomic::Ordering::SeqCst);
    let before = handler.received().len();
    let sandbox = Sandbox::start(&arguments);
    let numbers = || -> std::collections::BTreeSet<String> {
        let seen = handler.received();
        let body = |body: &str| serde_json::from_str::<serde_json::Value>(body).unwrap()["mchOrderNo"].to_string();
        seen[before..].iter().map(|(text, _)| body(text)).collect()
    };
    wait(|| numbers().len() == 200);
    for index in 0..200 {
        let asked = json!({"mchNo": "M1", "mchOrderNo": format!("K{index}")});
        assert_eq!(merchant.call(&sandbox, "/api/payInInfo", &asked)["code"], 0);
    }
}

#[test]
fn bad_http_gets_clear_errors_and_nothing_falls_over() {
    let sandbox = Sandbox::start(&[]);
    let merchant = Merchant::new();
    assert_eq!(request(&sandbox.address, "NONSENSE\r\n\r\n").0, 400);
    let huge = "x".repeat(10 << 20);
    assert_eq!(sandbox.post("/api/balanceInfo", &[], &huge).0, 413);

    // A client that never finishes its head is sent away; one that never finishes its body is told so.
    let mut slow = TcpStream::connect(&sandbox.address).unwrap();
    slow.write_all(b"POST /api/balanceInfo HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{").unwrap();
    let mut mute = TcpStream::connect(&sandbox.address).unwrap();
    mute.write_all(b"POST /api").unwrap();

    // Connections that say nothing keep nobody else waiting for long, however many they are.
    let files = rlimit::increase_nofile_limit(4096).unwrap();
    let idle: Vec<TcpStream> =
        (0..files.saturating_sub(100).min(1000)).map(|_| TcpStream::connect(&sandbox.address).unwrap()).collect();
    let began = Instant::now();
    assert_eq!(merchant.call(&sandbox, "/api/balanceInfo", &json!({"mchNo": "M1"}))["code"], 0);
    assert!(began.elapsed() < Duration::from_secs(100));
    drop(idle);
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    mute.shutdown(Shutdown::Write).unwrap();
    mute.read_to_string(&mut answer).unwrap();
}

#[test]
fn a_thousand_orders_lose_no_callback() {
    let sandbox = Sandbox::start(&["--unit", "10"]);
    let merchant = Merchant::new();
    let handler = Handler::start(|_| 200);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let (sandbox, merchant, url) = (&sandbox, &merchant, &handler.url);
            scope.spawn(move || {
                for index in 0..250 {
                    let made = merchant.call(sandbox, DEPOSIT, &order(&format!("L{worker}-{index}"), "100", url));
                    assert_eq!(made["code"], 0);
                }
            });
        }
    });
    wait(|| handler.received().len() == 1000);
}

#[test]
fn the_page_is_for_this_machine_s_browser_alone() {
    let sandbox = Sandbox::start(&["--unit", "1"]);
    let merchant = Merchant::new();
    let handler = Handler::start(|_| 200);
    let made = merchant.call(&sandbox, DEPOSIT, &order("D1", "100", &handler.url));
    wait(|| handler.received().len() == 1);
    let ask = |text: &str, host: &str| {
        request(&sandbox.address, &format!("{text} HTTP/1.1\r\nconnection: close\r\nhost: {host}\r\n\r\n"))
    };
    let get = |path: &str, host: &str| ask(&format!("GET {path}"), host);
    for path in ["/", "/page/style.css", "/page/script.js", "/page/news"] {
        assert_eq!(get(path, "localhost").0, 200, "{path}");
        assert_eq!(get(path, "rebound.example.com").0, 421, "{path}");
    }
    assert_eq!(get("/page/news?since=x", "localhost").0, 400);
    let news = get("/page/news", "localhost").1;
    assert_eq!(news["orders"][0]["callbacks"][0]["attempts"][0]["result"], "answered OK", "{news}");
    assert!(news["requests"][0]["signed"].as_str().unwrap().contains("amount=100"), "{news}");

    let number = made["data"]["payOrderId"].as_str().unwrap();
    let page = "localhost\r\nx-sandbox-page: 1\r\ncontent-length: 0";
    let post = |order: &str, again: &str, host: &str| ask(&format!("POST /page/orders/{order}/{again}"), host).0;
    assert_eq!(post(number, "replay", "localhost\r\ncontent-length: 0"), 403);
    assert_eq!(post(number, "nonsense", page), 400);
    assert_eq!(post("P0", "replay", page), 409);
    assert_eq!(post("%00%ff", "replay", page), 400);
    assert_eq!(handler.received().len(), 1);
    assert_eq!(post(number, "replay", page), 204);
    wait(|| handler.received().len() == 2);
    assert_eq!(handler.received()[0], handler.received()[1]);
}
