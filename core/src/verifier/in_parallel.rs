//! Many callbacks on several threads.

use core::num::NonZero;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use alloc::vec::Vec;

use super::Verifier;
use crate::error::Result;
use crate::model::Callback;

/// What a thread takes at a time: enough to be cheap together, few enough that no core waits long for the last.
const BLOCK: usize = 96;

impl Verifier {
    /// [`verify_callbacks`](Self::verify_callbacks) on so many threads, which end with the call; as many as there are cores if left out.
    pub fn verify_callbacks_in_parallel<B, S>(
        &self,
        callbacks: &[(B, S)],
        threads: Option<NonZero<usize>>,
    ) -> Vec<Result<Callback>>
    where
        B: AsRef<[u8]> + Sync,
        S: AsRef<str> + Sync,
    {
        let blocks: Vec<&[(B, S)]> = callbacks.chunks(BLOCK).collect();
        let verify = |block: &[(B, S)]| {
            self.verify_callbacks(block.iter().map(|(body, signature)| (body.as_ref(), signature.as_ref())))
        };
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                match blocks.get(index) {
                    None => return done,
                    Some(block) => done.push((index, verify(block))),
                }
            }
        };
        let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
        let mut results: Vec<Option<Vec<Result<Callback>>>> = blocks.iter().map(|_| None).collect();
        thread::scope(|scope| {
            let helpers = 1..threads.min(blocks.len());
            // Where the operating system gives no thread, this one does the work.
            let helpers: Vec<_> =
                helpers.filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
            let mut done = work();
            done.extend(helpers.into_iter().filter_map(|helper| helper.join().ok()).flatten());
            for (index, verified) in done {
                if let Some(slot) = results.get_mut(index) {
                    *slot = Some(verified);
                }
            }
        });
        blocks.iter().zip(results).flat_map(|(block, verified)| verified.unwrap_or_else(|| verify(block))).collect()
    }
}
