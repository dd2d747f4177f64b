//! Numbers as programs write them that read them as something else.

use alloc::format;
use alloc::string::{String, ToString};

/// How a number is written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberStyle {
    /// With the characters of the body.
    AsWritten,
    /// `100` and `100.00` as `100.0`: Python, Java, Kotlin, Dart.
    Float,
    /// `100.00` as `100`: JavaScript, PHP, Go.
    Shortest,
    /// `100` as `100.00`.
    TwoDecimals,
    /// `10000000` as `1.0E7`: Java from ten million on.
    Scientific,
}

impl NumberStyle {
    pub(super) const CHANGED: [Self; 4] = [Self::Float, Self::Shortest, Self::TwoDecimals, Self::Scientific];

    pub(super) fn detail(self) -> &'static str {
        match self {
            Self::AsWritten => "",
            Self::Float => "with .0, as Python and Java print floats",
            Self::Shortest => "without trailing zeros, as JavaScript prints numbers",
            Self::TwoDecimals => "with two decimals",
            Self::Scientific => "with an exponent, as Java prints large doubles",
        }
    }

    /// The number in this style; `None` where it has none or the text is no plain decimal number.
    pub(super) fn apply(self, number: &str) -> Option<String> {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if digits.is_empty() || !plain(digits) || !plain(fraction) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        match self {
            Self::AsWritten => Some(number.to_string()),
            Self::Float if fraction.is_empty() => Some(format!("{whole}.0")),
            Self::Shortest if fraction.is_empty() => Some(whole.to_string()),
            Self::Float | Self::Shortest => Some(format!("{whole}.{fraction}")),
            Self::TwoDecimals if fraction.len() <= 2 => Some(format!("{whole}.{fraction:0<2}")),
            Self::Scientific if digits.len() >= 8 => {
                let (lead, tail) = digits.split_at_checked(1)?;
                let tail = format!("{tail}{fraction}");
                let tail = tail.trim_end_matches('0');
                let tail = if tail.is_empty() { "0" } else { tail };
                Some(format!("{sign}{lead}.{tail}E{}", digits.len().saturating_sub(1)))
            }
            Self::TwoDecimals | Self::Scientific => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NumberStyle::{Float, Scientific, Shortest, TwoDecimals};

    #[test]
    fn styles() {
        for (style, number, expected) in [
            (Float, "100", Some("100.0")),
            (Float, "100.00", Some("100.0")),
            (Float, "100.50", Some("100.5")),
            (Shortest, "100.00", Some("100")),
            (Shortest, "-0.50", Some("-0.5")),
            (TwoDecimals, "100", Some("100.00")),
            (TwoDecimals, "0.125", None),
            (Scientific, "12345678", Some("1.2345678E7")),
            (Scientific, "-100000000.00", Some("-1.0E8")),
            (Scientific, "1000000", None),
            (Float, "1e3", None),
            (Float, "", None),
            (Float, "-", None),
            (Float, ".5", None),
            (Float, "1.5e3", None),
        ] {
            assert_eq!(style.apply(number).as_deref(), expected, "{number}");
        }
    }
}
