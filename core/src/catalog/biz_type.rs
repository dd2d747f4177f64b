//! What kind of business a transaction is.

/// The kind of a transaction as the gateway numbers it. Numbers that are not listed are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct BizType(pub i64);

impl BizType {
    /// The customer pays the merchant.
    pub const DEPOSIT: Self = Self(1);
    /// The merchant pays the customer.
    pub const WITHDRAW: Self = Self(2);
    /// The merchant takes money out as USDT (transaction history only).
    pub const USDT_WITHDRAWAL: Self = Self(3);
    /// The merchant takes money out (transaction history only).
    pub const WITHDRAWAL: Self = Self(4);

    /// Every kind that the gateway's pages list.
    pub const ALL: &'static [Self] = &[Self::DEPOSIT, Self::WITHDRAW, Self::USDT_WITHDRAWAL, Self::WITHDRAWAL];

    /// The stable name, in `snake_case`; `None` for numbers that are not listed.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::DEPOSIT => Some("deposit"),
            Self::WITHDRAW => Some("withdraw"),
            Self::USDT_WITHDRAWAL => Some("usdt_withdrawal"),
            Self::WITHDRAWAL => Some("withdrawal"),
            _ => None,
        }
    }
}

impl From<i64> for BizType {
    fn from(code: i64) -> Self {
        Self(code)
    }
}
