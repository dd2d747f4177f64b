//! Uses a key that valgrind takes for undefined: a branch on it, or a place in memory that it chooses, is reported.
//! `cargo xtask constant-time` runs this; `leak-branch` and `leak-table` are what must be reported.

use std::hint::black_box;
use std::process::ExitCode;

use tarspay_core::crypto::double_sha256;
use tarspay_core::crypto::hazmat::{sign_prehash, verify_prehash};
use tarspay_core::{Nonce, PrivateKey, Signer};

unsafe extern "C" {
    safe fn is_watched() -> i32;
    fn make_secret(at: *mut u8, length: usize);
    fn make_public(at: *mut u8, length: usize);
}

fn secret<T>(value: &mut T) {
    // SAFETY: valgrind notes these addresses; nothing is read or written.
    unsafe { make_secret(std::ptr::from_mut(value).cast(), size_of::<T>()) }
}

fn public<T>(value: &mut T) {
    // SAFETY: as above.
    unsafe { make_public(std::ptr::from_mut(value).cast(), size_of::<T>()) }
}

fn main() -> ExitCode {
    if is_watched() == 0 {
        eprintln!("run this under valgrind: cargo xtask constant-time");
        return ExitCode::FAILURE;
    }
    let bytes: [u8; 32] = std::array::from_fn(|index| (index as u8).wrapping_mul(37) ^ 0x5a);
    match std::env::args().nth(1).as_deref() {
        Some("sign") => sign(bytes),
        Some("read") => read(bytes),
        Some("leak-branch") => leak_branch(bytes),
        Some("leak-table") => leak_table(bytes),
        _ => return ExitCode::FAILURE,
    }
    ExitCode::SUCCESS
}

/// A signature, which is published, over a digest that is public.
fn sign(bytes: [u8; 32]) {
    let mut key = PrivateKey::from_bytes(&bytes).expect("in range");
    let public_key = key.public_key();
    // Tables are made with the first signature.
    black_box(sign_prehash(&key, &double_sha256(b"first"))).expect("signs");
    secret(&mut key);
    for text in [b"one", b"two"] {
        let digest = double_sha256(text);
        let mut signature = sign_prehash(&key, &digest);
        public(&mut signature);
        let signature = signature.expect("signs");
        assert!(verify_prehash(&public_key, &digest, &signature));
    }
    public(&mut key);
}

/// The bytes of a key become a key, and a signer's public key.
fn read(mut bytes: [u8; 32]) {
    secret(&mut bytes);
    let mut key = black_box(PrivateKey::from_bytes(&bytes));
    public(&mut key);
    let signer = Signer::new(key.expect("in range"));
    let nonce = Nonce::parse("1702279880267").expect("milliseconds");
    black_box(signer.sign_json("POST", "/api/balanceInfo", &nonce, b"{}")).expect("signs");
}

/// What must be reported: a branch on a bit of the key.
fn leak_branch(mut bytes: [u8; 32]) {
    secret(&mut bytes);
    if bytes[3] & 1 == 1 {
        black_box(double_sha256(b"odd"));
    }
}

/// What must be reported: a byte of the key chooses what is read.
fn leak_table(mut bytes: [u8; 32]) {
    let table: [u8; 256] = std::array::from_fn(|index| (index as u8).reverse_bits());
    secret(&mut bytes);
    black_box(black_box(&table)[usize::from(bytes[3])]);
}
