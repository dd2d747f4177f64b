//! What is given back to the allocator, or left where a key was, holds no private key any more.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::mem::MaybeUninit;

use tarspay_core::{Nonce, PrivateKey, Signer};

const BYTES: [u8; 32] = *b"\xc3\xa1\xf0\x5b\x3c\x9e\x7d\x21\x84\xf6\xa0\xb1\xc2\xd3\xe4\xf5\
    \x06\x17\x28\x39\x40\x51\x62\x73\x84\x95\xa6\xb7\xc8\xd9\xea\xfb";
const HEX: &str = "c3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb";

const WRONG: [&str; 3] = [
    "c3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb ",
    "0xc3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb",
    "c3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb00",
];

/// Looks through every block before it is freed.
struct Watching;

thread_local! {
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes on to the system's allocator unchanged. Growing a block uses both, so that an old block is seen as well.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is its owner's until it is freed below, and was zeroed when it was made.
        let content = unsafe { std::slice::from_raw_parts(block, layout.size()) };
        if holds_secret(content) {
            let _ = LEFT.try_with(|left| left.set(left.get().saturating_add(1)));
        }
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static WATCHING: Watching = Watching;

/// As bytes in either order, as hex; half of it is enough.
fn holds_secret(content: &[u8]) -> bool {
    let (high, low) = BYTES.split_at(16);
    let reversed = |half: &[u8]| content.windows(16).any(|window| window.iter().rev().eq(half));
    let holds = |half: &[u8]| content.windows(half.len()).any(|window| window == half);
    let (high_hex, low_hex) = HEX.as_bytes().split_at(32);
    [high, low].into_iter().any(|half| holds(half) || reversed(half)) || holds(high_hex) || holds(low_hex)
}

fn left_by(work: impl FnOnce()) -> usize {
    let before = LEFT.get();
    work();
    LEFT.get().saturating_sub(before)
}

#[test]
fn freed_memory_holds_no_key() {
    // The control: this block is caught.
    assert_eq!(left_by(|| drop(BYTES.to_vec())), 1);
    assert_eq!(left_by(|| drop(HEX.to_owned())), 1);

    let work = || {
        for key in [PrivateKey::from_hex(HEX).unwrap(), PrivateKey::from_bytes(&BYTES).unwrap()] {
            assert_eq!(key.expose_hex().as_str(), HEX);
            let signer = Box::new(Signer::new(key.clone()));
            let nonce = Nonce::from_millis(1_702_279_880_267).unwrap();
            drop(signer.sign_json("POST", "/p", &nonce, br#"{"a":"b"}"#).unwrap());
            drop(Box::new(key));
        }
        for wrong in WRONG {
            let error = PrivateKey::parse(wrong).unwrap_err();
            drop(format!("{error} {error:?}"));
        }
    };
    assert_eq!(left_by(work), 0);
}

#[test]
fn the_place_of_a_dropped_key_is_cleared() {
    fn check<T>(value: T) {
        let mut place = Box::new(MaybeUninit::<T>::zeroed());
        place.write(value);
        let content = |place: &MaybeUninit<T>| -> Vec<u8> {
            let start = place.as_ptr().cast::<u8>();
            // SAFETY: inside the box. What is read was zeroed before the value was written.
            (0..size_of::<T>()).map(|at| unsafe { start.add(at).read_volatile() }).collect()
        };
        let before = std::mem::ManuallyDrop::new(content(&place));
        assert!(holds_secret(&before), "the test no longer knows how a key lies in memory");
        // SAFETY: written above, and not used as a value again.
        unsafe { place.assume_init_drop() };
        let after = content(&place);
        assert!(!holds_secret(&after));
    }
    check(PrivateKey::from_hex(HEX).unwrap());
    check(Signer::new(PrivateKey::from_hex(HEX).unwrap()));
}
