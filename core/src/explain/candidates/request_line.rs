//! METHOD, PATH and NONCE, right and wrong.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Change;
use crate::explain::NONCE_WINDOW_MS;
use crate::explain::input::RequestToExplain;
use crate::explain::mistake::Mistake;

/// The gateway's hosts that its pages name, for signatures over a URL that is given here without its host.
const HOSTS: [&str; 2] = ["payment.tarspay.com", "test.tarspay.com"];

/// What stands in front of PARAMS.
pub(in crate::explain) struct RequestLine {
    pub(in crate::explain) change: Change,
    /// `METHOD|PATH|NONCE|`, or what became of it.
    prefix: String,
}

impl RequestLine {
    /// The line as the rules want it, but for a nonce that is in another unit than milliseconds.
    pub(in crate::explain) fn right(method: &str, path: &str, nonce: &str) -> Self {
        let change = if nonce.len() == 13 {
            Change::default()
        } else {
            Change::of(Mistake::NonceNotMillis, format!("the nonce was signed as {nonce}"))
        };
        Self { change, prefix: format!("{method}|{path}|{nonce}|") }
    }

    /// The line and what follows it.
    pub(in crate::explain) fn with(&self, params: &str) -> String {
        [&self.prefix, params].concat()
    }
}

/// Every known mistake alone; `method` and `path` are the right ones.
pub(in crate::explain) fn wrong_lines(request: &RequestToExplain<'_>, method: &str, path: &str) -> Vec<RequestLine> {
    let nonce = request.nonce;
    let mut lines = Vec::new();
    let mut add = |mistake: Mistake, detail: String, prefix: String| {
        lines.push(RequestLine { change: Change::of(mistake, detail), prefix });
    };
    for method in [method.to_ascii_lowercase(), capitalized(method), request.method.to_owned()] {
        add(
            Mistake::MethodNotUpperCase,
            format!("the method was signed as {method}"),
            format!("{method}|{path}|{nonce}|"),
        );
    }
    for (mistake, path) in wrong_paths(path, request.path) {
        add(mistake, format!("the path was signed as {path}"), format!("{method}|{path}|{nonce}|"));
    }
    for (mistake, nonce) in wrong_nonces(nonce, request.other_nonces) {
        add(mistake, format!("the nonce was signed as {nonce}"), format!("{method}|{path}|{nonce}|"));
    }
    let empty_place = || "its place is empty".to_owned();
    add(Mistake::PathMissing, String::new(), format!("{method}|{nonce}|"));
    add(Mistake::PathMissing, empty_place(), format!("{method}||{nonce}|"));
    add(Mistake::NonceMissing, String::new(), format!("{method}|{path}|"));
    add(Mistake::NonceMissing, empty_place(), format!("{method}|{path}||"));
    add(Mistake::PrefixMissing, String::new(), String::new());
    lines
}

/// Nonces near the header's, nearest first: the clock was read twice. For a header in seconds, the milliseconds of that second.
pub(in crate::explain) fn nonces_around(nonce: &str) -> impl Iterator<Item = String> + use<> {
    let number = nonce.parse::<u64>().ok();
    let near = number.filter(|_| nonce.len() == 13).into_iter().flat_map(|number| {
        (1..=NONCE_WINDOW_MS).flat_map(move |step| [number.saturating_sub(step), number.saturating_add(step)])
    });
    let within = number.filter(|_| nonce.len() == 10).into_iter().flat_map(|number| {
        let start = number.saturating_mul(1000);
        (0..1000).map(move |millis| start.saturating_add(millis))
    });
    near.chain(within).map(|nonce| nonce.to_string())
}

fn capitalized(method: &str) -> String {
    let lower = method.to_ascii_lowercase();
    match lower.split_at_checked(1) {
        Some((first, rest)) => format!("{}{rest}", first.to_ascii_uppercase()),
        None => lower,
    }
}

/// The path that a URL, or a path given with too much or too little, stands for.
pub(in crate::explain) fn bare_path(given: &str) -> String {
    let (url, _) = split_query(given);
    let path = match host_and_path(url) {
        Some(text) => text.find('/').and_then(|at| text.get(at..)).unwrap_or_default(),
        None if url.is_empty() => return String::new(),
        None => url,
    };
    format!("/{}", path.trim_start_matches('/'))
}

/// The text up to the query or fragment, and from there on.
fn split_query(given: &str) -> (&str, &str) {
    given.find(['?', '#']).and_then(|end| given.split_at_checked(end)).unwrap_or((given, ""))
}

/// A URL without its scheme; `None` for a path.
fn host_and_path(url: &str) -> Option<&str> {
    let has_host = |url: &&str| url.split('/').next().is_some_and(|first| first.contains(['.', ':']));
    url.split_once("://").map(|(_, rest)| rest).or_else(|| Some(url).filter(has_host))
}

fn wrong_paths(path: &str, given: &str) -> Vec<(Mistake, String)> {
    use Mistake::{PathIncomplete, PathTrailingSlash, PathWithHost, PathWithQuery, PathWithoutLeadingSlash};
    let mut paths = Vec::new();
    let (url, query) = split_query(given);
    if !query.is_empty() {
        paths.push((PathWithQuery, format!("{path}{query}")));
    }
    if let Some(host_and_path) = host_and_path(url) {
        for start in ["", "https://", "http://"] {
            paths.push((PathWithHost, format!("{start}{host_and_path}")));
            paths.push((PathWithHost, format!("{start}{host_and_path}{query}")));
        }
    }
    paths.push((PathWithoutLeadingSlash, path.trim_start_matches('/').to_owned()));
    if let Some(shorter) = path.strip_suffix('/') {
        paths.push((PathTrailingSlash, shorter.to_owned()));
    }
    paths.push((PathTrailingSlash, format!("{path}/")));
    paths.push((PathTrailingSlash, format!("/{path}")));
    for host in HOSTS {
        paths.push((PathWithHost, format!("https://{host}{path}")));
        paths.push((PathWithHost, format!("{host}{path}")));
    }
    let inner = path.match_indices('/').skip(1).filter_map(|(at, _)| path.get(at..));
    for tail in inner.filter(|tail| tail.len() > 1) {
        paths.push((PathIncomplete, tail.to_owned()));
        paths.push((PathIncomplete, tail.trim_start_matches('/').to_owned()));
    }
    paths
}

fn wrong_nonces(nonce: &str, others: &[&str]) -> Vec<(Mistake, String)> {
    use Mistake::{NonceDiffers, NonceNotMillis};
    let mut nonces = Vec::new();
    if let Some((seconds, millis)) = nonce.split_at_checked(10).filter(|_| nonce.len() == 13) {
        nonces.push((NonceNotMillis, seconds.to_owned()));
        nonces.push((NonceNotMillis, format!("{seconds}.{millis}")));
        nonces.push((NonceDiffers, format!("{seconds}000")));
    }
    if let Some((millis, _)) = nonce.split_at_checked(13) {
        nonces.push((NonceDiffers, millis.to_owned()));
    }
    nonces.extend(others.iter().map(|&other| (NonceDiffers, other.to_owned())));
    nonces
}

#[cfg(test)]
mod tests {
    use super::{Mistake, bare_path, wrong_paths};

    #[test]
    fn a_path_is_found_in_whatever_was_given_for_it() {
        for (given, path) in [
            ("/api/a", "/api/a"),
            ("api/a", "/api/a"),
            ("//api/a", "/api/a"),
            ("/api/a?b=c", "/api/a"),
            ("/api/a#b", "/api/a"),
            ("https://pay.example/api/a?b=c", "/api/a"),
            ("pay.example/api/a", "/api/a"),
            ("localhost:8080/api/a", "/api/a"),
            ("https://pay.example", "/"),
            ("", ""),
            ("?b=c", ""),
        ] {
            assert_eq!(bare_path(given), path, "{given}");
        }
    }

    #[test]
    fn what_is_left_of_a_path_is_more_than_its_slash() {
        let wrong = wrong_paths("/api/a/", "/api/a/").into_iter();
        assert!(
            wrong.filter(|(mistake, _)| *mistake == Mistake::PathIncomplete).map(|(_, path)| path).eq(["/a/", "a/"])
        );
    }
}
