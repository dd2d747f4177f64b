//! Amounts as exact decimal text. No number type ever holds one.

use core::cmp::Ordering;

/// What is wrong with `text` as an amount of at most `decimals` decimals; `None` if nothing.
pub(super) fn mistake(text: &str, decimals: u8) -> Option<&'static str> {
    let (whole, fraction) = split(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if text.starts_with(['-', '+']) {
        return Some("it has a sign");
    }
    if text.contains(['e', 'E']) {
        return Some("it has an exponent; write all digits");
    }
    if text.contains([',', ' ', '_', '\'']) {
        return Some("it has a comma, a space or another grouping character; write digits and at most one point");
    }
    if !digits(whole) || !fraction.is_none_or(digits) {
        return Some("it is not digits with at most one point between them");
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Some("it has leading zeros");
    }
    if text.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
        return Some("it is zero");
    }
    match (fraction, decimals) {
        (Some(_), 0) => Some("this market takes no decimals, not even .00"),
        (Some(fraction), _) if fraction.len() > usize::from(decimals) => {
            Some("it has more decimals than the market takes")
        }
        _ => None,
    }
}

/// Compares a valid amount with a whole number.
pub(super) fn compare(text: &str, whole_number: u64) -> Ordering {
    let (whole, fraction) = split(text);
    // Too long for u128 means larger than any u64.
    let Ok(whole) = whole.parse::<u128>() else { return Ordering::Greater };
    let has_fraction = fraction.is_some_and(|fraction| fraction.bytes().any(|byte| byte != b'0'));
    match whole.cmp(&u128::from(whole_number)) {
        Ordering::Equal if has_fraction => Ordering::Greater,
        ordering => ordering,
    }
}

fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_market_without_decimals_takes_none_at_all() {
        assert_eq!(mistake("100.00", 0), Some("this market takes no decimals, not even .00"));
        assert_eq!(mistake("100.001", 2), Some("it has more decimals than the market takes"));
        assert_eq!((mistake("100", 0), mistake("100.00", 2)), (None, None));
    }

    #[test]
    fn compares_without_a_number_type() {
        assert_eq!(compare("100", 100), Ordering::Equal);
        assert_eq!(compare("100.00", 100), Ordering::Equal);
        assert_eq!(compare("100.01", 100), Ordering::Greater);
        assert_eq!(compare("99.99", 100), Ordering::Less);
        assert_eq!(compare("340282366920938463463374607431768211456", u64::MAX), Ordering::Greater);
    }
}
