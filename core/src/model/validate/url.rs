//! URLs that the gateway can call.

/// What is wrong with `text` as an absolute http(s) URL; `None` if nothing.
pub(super) fn mistake(text: &str) -> Option<&'static str> {
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Some("it holds white space or a control character");
    }
    let Some(rest) = without_scheme(text) else {
        return Some("it must start with http:// or https://");
    };
    let (host, port) = host_and_port(rest);
    if host.is_empty() || host == "[]" {
        return Some("it has no host");
    }
    let host_characters =
        |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':' | '%');
    if !host.chars().all(host_characters) || host.starts_with('.') || host.contains("..") {
        return Some("its host holds a character that no host has");
    }
    match port {
        Some(port) if port.parse::<u16>().is_err() => Some("its port is not a number up to 65535"),
        _ => None,
    }
}

/// Whether a valid URL names a host that a gateway on the internet can't reach.
pub(super) fn is_test_host(text: &str) -> bool {
    let Some((host, _)) = without_scheme(text).map(host_and_port) else { return false };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let under = |name: &str| host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    if let Ok(address) = host.parse::<core::net::Ipv4Addr>() {
        return address.is_loopback() || address.is_private() || address.is_link_local() || address.is_unspecified();
    }
    if let Ok(address) = host.trim_matches(['[', ']']).parse::<core::net::Ipv6Addr>() {
        return address.is_loopback() || address.is_unspecified() || address.is_unique_local();
    }
    ["localhost", "local", "test", "example", "invalid", "example.com", "example.net", "example.org"]
        .iter()
        .any(|name| under(name))
}

fn without_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(rest)
}

fn host_and_port(rest: &str) -> (&str, Option<&str>) {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn a_url_has_a_host_and_a_port_that_can_be() {
        for text in ["https://", "https:///a", "https://[]/a", "https://user@/a"] {
            assert_eq!(mistake(text), Some("it has no host"), "{text}");
        }
        for text in ["https://.shop.com", "https://shop..com", "https://sh*op.com"] {
            assert_eq!(mistake(text), Some("its host holds a character that no host has"), "{text}");
        }
        assert_eq!(mistake("https://shop.com:65536/a"), Some("its port is not a number up to 65535"));
        for text in ["https://shop.com", "HTTP://shop.com:8443/a?b#c", "https://[2001:db8::1]:1/a", "https://bücher.de"]
        {
            assert_eq!(mistake(text), None, "{text}");
        }
    }

    #[test]
    fn hosts_that_the_internet_can_t_reach_are_known() {
        for host in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.9",
            "169.254.3.4",
            "0.0.0.0",
            "[::1]",
            "[::]",
            "[fd12::1]",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "shop.test",
            "www.example.com",
            "printer.local",
        ] {
            assert!(is_test_host(&format!("https://{host}:8080/a")), "{host}");
        }
        for host in ["8.8.8.8", "[2001:4860:4860::8888]", "shop.com", "notexample.com", "example.com.shop.com"] {
            assert!(!is_test_host(&format!("https://{host}/a")), "{host}");
        }
    }
}
