//! What is done with bodies, beside a plain parse by serde_json in the same run.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tarspay_benches::{DEPOSIT, body};
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::{Endpoint, RequestOptions, validate};
use tarspay_core::sign_string::{Nonce, string_to_sign};

const LIMITS: Limits = Limits { max_bytes: 1 << 21, ..Limits::DEFAULT };

fn sign_strings(criterion: &mut Criterion) {
    let nonce = Nonce::parse("1702279880267").unwrap();
    for body in [DEPOSIT.to_owned(), body(10_000), body(100_000), body(1 << 20)] {
        let mut group = criterion.benchmark_group(format!("body of {} bytes", body.len()));
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function("serde_json parse", |bencher| {
            bencher.iter(|| serde_json::from_str::<serde_json::Value>(&body).unwrap());
        });
        group.bench_function("parse", |bencher| bencher.iter(|| parse_object(body.as_bytes(), &LIMITS).unwrap()));
        group.bench_function("string to sign", |bencher| {
            bencher.iter(|| {
                let object = parse_object(body.as_bytes(), &LIMITS).unwrap();
                string_to_sign("POST", "/api/pay/unifiedOrder", &nonce, &object).unwrap()
            });
        });
        group.finish();
    }
}

fn validation(criterion: &mut Criterion) {
    let object = parse_object(DEPOSIT.as_bytes(), &LIMITS).unwrap();
    let options = RequestOptions::default();
    criterion.bench_with_input(BenchmarkId::new("validate", "deposit"), &object, |bencher, object| {
        bencher.iter(|| validate(Endpoint::CreateDeposit, object, &options));
    });
}

criterion_group!(benches, sign_strings, validation);
criterion_main!(benches);
