//! Amounts, in hundredths.

/// Decimal text as hundredths; `None` where it has more decimals or does not fit.
pub(super) fn parse(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let hundredths = match decimals.len() {
        0 => 0,
        1 => decimals.parse::<i64>().ok()?.checked_mul(10)?,
        2 => decimals.parse::<i64>().ok()?,
        _ => return None,
    };
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(hundredths)
}

/// Decimal text without needless decimals.
pub(super) fn text(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    let (whole, rest) = (size.div_euclid(100), size.rem_euclid(100));
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
}

/// The sandbox's fee: two of a hundred.
pub(super) fn fee(hundredths: i64) -> i64 {
    hundredths.div_euclid(50)
}

#[cfg(test)]
mod tests {
    use super::{fee, parse, text};

    #[test]
    fn hundredths_are_exact() {
        for (amount, hundredths) in [("31500", 3_150_000), ("0.5", 50), ("100.05", 10_005)] {
            assert_eq!(parse(amount), Some(hundredths));
        }
        assert_eq!((parse("1.234"), parse("99999999999999999999")), (None, None));
        assert_eq!((text(10_005).as_str(), text(-50).as_str(), text(300).as_str()), ("100.05", "-0.50", "3"));
        assert_eq!(fee(3_150_000), 63_000);
    }
}
