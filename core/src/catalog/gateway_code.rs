//! The codes that the gateway answers with.

use super::generated::GATEWAY_CODES;

/// The `code` of an answer; 0 is success. Numbers that are not listed are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct GatewayCode(pub i64);

impl GatewayCode {
    /// The request was taken.
    pub const SUCCESS: Self = Self(0);
    /// The signature does not verify; `explain` finds out why.
    pub const SIGNATURE_ERROR: Self = Self(5_003_008);

    /// Every error code that the gateway's page prints, in ascending order.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        GATEWAY_CODES.iter().map(|&(code, _)| Self(code))
    }

    /// Whether this is 0.
    pub const fn is_success(self) -> bool {
        self.0 == 0
    }

    /// What the page says; two texts where it prints the number twice, none where it does not print it.
    pub fn texts(self) -> &'static [&'static str] {
        match GATEWAY_CODES.binary_search_by_key(&self.0, |&(code, _)| code) {
            Ok(index) => GATEWAY_CODES.get(index).map_or(&[], |&(_, texts)| texts),
            Err(_) => &[],
        }
    }
}

impl From<i64> for GatewayCode {
    fn from(code: i64) -> Self {
        Self(code)
    }
}

/// The build fails if the table can't be searched.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::panic)]
const _: () = {
    let mut index = 1;
    while index < GATEWAY_CODES.len() {
        assert!(GATEWAY_CODES[index - 1].0 < GATEWAY_CODES[index].0, "the codes must be ascending, each once");
        index += 1;
    }
};
