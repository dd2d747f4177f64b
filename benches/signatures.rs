//! Signing and verifying beside libsecp256k1, in the same run: same text, double SHA-256, DER as hex.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use secp256k1::{Message, SecretKey, ecdsa};
use tarspay_benches::{callbacks, keys, prepared_verifier, signed, text};
use tarspay_core::crypto::{double_sha256, hazmat};
use tarspay_core::{Signature, Signer, Verifier};

fn verify(criterion: &mut Criterion) {
    let key = keys().next().unwrap();
    let text = text();
    let signature = hazmat::sign_prehash(&key, &double_sha256(text.as_bytes())).unwrap().to_hex();
    let public = key.public_key();
    let theirs: secp256k1::PublicKey = public.to_hex().parse().unwrap();

    let mut group = criterion.benchmark_group("verify");
    group
        .bench_function("libsecp256k1", |bencher| bencher.iter(|| verify_theirs(text.as_bytes(), &signature, &theirs)));
    let verifier = prepared_verifier(public.clone(), &text, &signature);
    group.bench_function("prepared key", |bencher| {
        bencher.iter(|| verifier.verify_text(text.as_bytes(), &signature).unwrap() == &public);
    });
    group.bench_function("key seen once", |bencher| {
        bencher.iter(|| {
            let verifier = Verifier::new([public.clone()]).unwrap();
            verifier.verify_text(text.as_bytes(), &signature).is_ok()
        });
    });
    group.bench_function("plain k256", |bencher| {
        bencher.iter(|| {
            let read = Signature::from_hex(&signature).unwrap();
            hazmat::verify_prehash(&public, &double_sha256(text.as_bytes()), &read)
        });
    });
    group.finish();
}

fn verify_theirs(text: &[u8], signature: &str, key: &secp256k1::PublicKey) {
    let mut read = ecdsa::Signature::from_der(&hex::decode(signature).unwrap()).unwrap();
    read.normalize_s();
    ecdsa::verify(&read, Message::from_digest(double_sha256(text)), key).unwrap();
}

fn sign(criterion: &mut Criterion) {
    let key = keys().next().unwrap();
    let text = text();
    let theirs: SecretKey = key.expose_hex().parse().unwrap();

    let mut group = criterion.benchmark_group("sign");
    group.bench_function("libsecp256k1", |bencher| {
        bencher.iter(|| {
            let message = Message::from_digest(double_sha256(text.as_bytes()));
            hex::encode(ecdsa::sign(message, &theirs).serialize_der())
        });
    });
    group.bench_function("tarspay", |bencher| {
        bencher.iter(|| hazmat::sign_prehash(&key, &double_sha256(text.as_bytes())).unwrap().to_hex());
    });
    let signer = Signer::new(key.clone());
    group.bench_function("whole request", |bencher| bencher.iter(|| signed(&signer)));
    group.bench_function("key parsed each time", |bencher| {
        let hex = key.expose_hex();
        bencher.iter_batched(
            || hex.clone(),
            |hex| tarspay_core::PrivateKey::parse(&hex).unwrap().public_key(),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn callback(criterion: &mut Criterion) {
    let (gateway, signed) = callbacks(240);
    let verifier = gateway.verifier().unwrap();
    let rows: Vec<(&[u8], &str)> = signed.iter().map(|one| (one.body.as_bytes(), one.signature.as_str())).collect();
    let mut group = criterion.benchmark_group("240 callbacks");
    group.throughput(Throughput::Elements(240));
    // Its signatures alone: it reads no JSON.
    let theirs: secp256k1::PublicKey = gateway.public_key().to_hex().parse().unwrap();
    group.bench_function("libsecp256k1", |bencher| {
        bencher.iter(|| rows.iter().for_each(|(body, signature)| verify_theirs(body, signature, &theirs)));
    });
    group.bench_function("one by one", |bencher| {
        bencher
            .iter(|| rows.iter().filter(|(body, signature)| verifier.verify_callback(body, signature).is_ok()).count());
    });
    group.bench_function("together", |bencher| bencher.iter(|| verifier.verify_callbacks(rows.iter().copied())));
    group.bench_function("on all cores", |bencher| bencher.iter(|| verifier.verify_callbacks_in_parallel(&rows, None)));
    group.finish();
}

criterion_group!(benches, verify, sign, callback);
criterion_main!(benches);
