//! What has become of an order.

use core::fmt;

macro_rules! order_states {
    ($($name:ident = $code:literal, $text:literal, $is_final:literal, $doc:literal;)+) => {
        /// An order's state as the gateway numbers it. Numbers that are not listed are kept.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct OrderState(pub i64);

        impl OrderState {
            $(#[doc = $doc] pub const $name: Self = Self($code);)+

            /// Every state that the gateway's pages list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable name, in `snake_case`; `None` for numbers that are not listed.
            pub const fn name(self) -> Option<&'static str> {
                match self { $(Self::$name => Some($text),)+ _ => None }
            }

            /// What the state means.
            pub const fn describe(self) -> Option<&'static str> {
                match self { $(Self::$name => Some($doc),)+ _ => None }
            }

            /// Whether the gateway will not change the state any more. Unlisted numbers are not final.
            pub const fn is_final(self) -> bool {
                match self { $(Self::$name => $is_final,)+ _ => false }
            }
        }
    };
}

order_states! {
    CREATING = 0, "creating", false, "The order is being created.";
    PROCESSING = 1, "processing", false, "The order waits for its payment.";
    SUCCESS = 2, "success", true, "The order was paid in full.";
    FAILURE = 3, "failure", true, "The order failed.";
    CANCELLED = 4, "cancelled", false, "The order was cancelled (older page only).";
    REFUND = 5, "refund", true, "The order was refunded.";
    TIMED_OUT = 6, "timed_out", true, "The order was not paid in time (deposit).";
    QUEUED = 7, "queued", false, "The order waits in a queue (older page only).";
    REJECTED = 8, "rejected", true, "The order was rejected, which equals failure (withdraw).";
    PARTIAL = 9, "partial", true, "Less than the order's amount was paid (deposit): compare payAmount with orderAmount.";
}

impl OrderState {
    /// Whether the order was paid in full. A partial payment is none.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::SUCCESS)
    }

    /// Whether the order came to nothing: failure, timed out or rejected.
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::FAILURE | Self::TIMED_OUT | Self::REJECTED)
    }
}

impl From<i64> for OrderState {
    fn from(code: i64) -> Self {
        Self(code)
    }
}

impl fmt::Display for OrderState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.0, self.name().unwrap_or("unlisted"))
    }
}
