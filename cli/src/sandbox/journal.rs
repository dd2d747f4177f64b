//! The latest requests, for the page, and the news that something happened.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::watch;

/// How many requests are remembered.
const REQUESTS: usize = 100;
/// As much of a text is kept: bodies may have a MiB.
const TEXT_BYTES: usize = 16 << 10;

/// A request and what was answered.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Seen {
    pub(super) id: u64,
    /// Unix time in milliseconds.
    pub(super) at: i64,
    pub(super) path: String,
    pub(super) mch_no: String,
    pub(super) code: i64,
    /// Why it was refused, or empty.
    pub(super) reason: String,
    /// The string to sign of a request whose signature holds.
    pub(super) signed: String,
    /// Every stage and the mistake, where the signature does not hold.
    pub(super) explanation: String,
}

pub(super) struct Journal {
    latest: Mutex<VecDeque<Seen>>,
    news: watch::Sender<u64>,
}

impl Journal {
    pub(super) fn new() -> Self {
        Self { latest: Mutex::default(), news: watch::Sender::new(1) }
    }

    /// Keeps a request, and gives the number it got.
    pub(super) fn add(&self, mut seen: Seen) -> u64 {
        let mut latest = self.lock();
        seen.id = latest.back().map_or(1, |last| last.id.saturating_add(1));
        let id = seen.id;
        for text in [&mut seen.path, &mut seen.mch_no, &mut seen.reason, &mut seen.signed] {
            shorten(text);
        }
        latest.push_back(seen);
        if latest.len() > REQUESTS {
            latest.pop_front();
        }
        drop(latest);
        self.changed();
        id
    }

    /// Adds what was found out later.
    pub(super) fn explain(&self, id: u64, mut explanation: String) {
        shorten(&mut explanation);
        if let Some(seen) = self.lock().iter_mut().find(|seen| seen.id == id) {
            seen.explanation = explanation;
        }
        self.changed();
    }

    /// The latest requests, newest first.
    pub(super) fn latest(&self) -> Vec<Seen> {
        self.lock().iter().rev().cloned().collect()
    }

    /// Says that something happened.
    pub(super) fn changed(&self) {
        self.news.send_modify(|count| *count = count.saturating_add(1));
    }

    /// Counts what happens.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Seen>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn shorten(text: &mut String) {
    if text.len() > TEXT_BYTES {
        let end = (0..=TEXT_BYTES).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.truncate(end);
        text.push_str(" … (shortened)");
    }
}
