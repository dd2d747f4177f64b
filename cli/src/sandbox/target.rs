//! Where callbacks may go.

use std::net::IpAddr;

use axum::http::Uri;

/// The address, if callbacks may go there.
pub(super) fn check(url: &str, any_target: bool) -> Result<Uri, String> {
    let uri: Uri = url.parse().map_err(|_| "notifyUrl is no URL".to_owned())?;
    if uri.scheme_str() != Some("http") {
        return Err("the sandbox sends to http addresses only".to_owned());
    }
    let host = uri.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    if any_target || host == "localhost" || address.is_ok_and(|address| address.is_loopback()) {
        return Ok(uri);
    }
    Err("notifyUrl is not on this machine; allow it with --allow-any-target".to_owned())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn only_this_machine_unless_allowed() {
        for url in ["http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]:8/x", "http://127.9.9.9/"] {
            assert!(check(url, false).is_ok(), "{url}");
        }
        for url in ["http://10.0.0.1/", "http://localhost.example.com/", "http://127.0.0.1.example.com/"] {
            assert!(check(url, false).is_err() && check(url, true).is_ok(), "{url}");
        }
        for url in ["https://127.0.0.1/", "ftp://127.0.0.1/", "/x", ""] {
            assert!(check(url, true).is_err(), "{url}");
        }
        assert!(check("http://127.0.0.1@10.0.0.1/", false).is_err());
    }
}
