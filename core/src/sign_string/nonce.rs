//! The request's time.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

use crate::error::{Error, ErrorCode, Result};

const DIGITS: usize = 13;

/// Unix time in milliseconds as 13 decimal digits: signed, and sent as the header `X-API-NONCE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Reads the text of the header.
    ///
    /// # Errors
    /// `nonce_invalid`; seconds, microseconds and nanoseconds are recognised and named.
    pub fn parse(text: &str) -> Result<Self> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(invalid("it holds a character that is no decimal digit"));
        }
        let unit = match text.len() {
            DIGITS => return Ok(Self(text.to_string())),
            0 => return Err(invalid("it is empty")),
            10 => "seconds; multiply by 1000",
            16 => "microseconds; divide by 1000",
            19 => "nanoseconds; divide by 1,000,000",
            length => return Err(invalid(&format!("it has {length} digits"))),
        };
        Err(invalid(&format!("it has {} digits, which is Unix time in {unit}", text.len())))
    }

    /// From Unix time in milliseconds.
    ///
    /// # Errors
    /// `nonce_invalid` for a time of other than 13 digits (before 2001 or after 2286), such as a time in seconds.
    pub fn from_millis(millis: u64) -> Result<Self> {
        Self::parse(&millis.to_string())
    }

    /// The 13 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn invalid(mistake: &str) -> Error {
    Error::new(
        ErrorCode::NonceInvalid,
        format!("the nonce must be Unix time in milliseconds, 13 decimal digits: {mistake}"),
    )
    .with_field("X-API-NONCE")
}
