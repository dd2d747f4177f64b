//! Percent-encoding as the languages' own functions do it.

use alloc::string::String;
use core::fmt::Write as _;

use crate::explain::mistake::Mistake;

/// One function that encodes.
pub(super) struct Encoding {
    pub(super) name: &'static str,
    /// What it leaves alone besides letters and digits.
    keeps: &'static str,
    space_is_plus: bool,
    upper_case: bool,
}

/// The functions that people use, those that encode the most widespread way first.
pub(super) static ENCODINGS: [Encoding; 8] = [
    Encoding::new("encodeURIComponent of JavaScript", "-_.!~*'()", false),
    Encoding::new("RFC 3986: rawurlencode of PHP, quote(safe='') of Python", "-_.~", false),
    Encoding::new("quote of Python", "-_.~/", false),
    Encoding::new("encodeURI of JavaScript", ";,/?:@&=+$-_.!~*'()#", false),
    Encoding::new("URLEncoder of Java, URLSearchParams of JavaScript", "-_.*", true),
    Encoding::new("quote_plus of Python, QueryEscape of Go", "-_.~", true),
    Encoding::new("urlencode of PHP", "-_.", true),
    Encoding { upper_case: false, ..Encoding::new("HttpUtility.UrlEncode of .NET", "-_.!*()", true) },
];

impl Encoding {
    const fn new(name: &'static str, keeps: &'static str, space_is_plus: bool) -> Self {
        Self { name, keeps, space_is_plus, upper_case: true }
    }

    pub(super) fn mistake(&self) -> Mistake {
        if self.space_is_plus { Mistake::ValuesFormEncoded } else { Mistake::ValuesPercentEncoded }
    }

    pub(super) fn apply(&self, text: &str) -> String {
        let mut out = String::new();
        for byte in text.bytes() {
            let kept = byte.is_ascii_alphanumeric() || self.keeps.as_bytes().contains(&byte);
            // Writing to a String can't fail.
            let _ = match byte {
                _ if kept => out.write_char(char::from(byte)),
                b' ' if self.space_is_plus => out.write_char('+'),
                _ if self.upper_case => write!(out, "%{byte:02X}"),
                _ => write!(out, "%{byte:02x}"),
            };
        }
        out
    }
}
