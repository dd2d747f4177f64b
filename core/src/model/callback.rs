//! The notification that the gateway sends to `notifyUrl`.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::declare::model;
use super::{MemberSpec, Model, Presence};
use crate::catalog::{BizType, OrderState};
use crate::crypto::PublicKey;
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Object, Value};

/// What to answer to every callback that was taken: these two letters and nothing else, or the gateway sends it again.
pub const CALLBACK_ANSWER: &str = "OK";

/// Which text of the callback's body the signature was made over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackForm {
    /// The bytes as they arrived.
    AsReceived,
    /// Compact JSON, members in the order received.
    Compact,
    /// Compact JSON, members sorted.
    CompactSorted,
}

impl CallbackForm {
    /// The stable text: `as_received`, `compact`, `compact_sorted`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsReceived => "as_received",
            Self::Compact => "compact",
            Self::CompactSorted => "compact_sorted",
        }
    }
}

model! {
    /// What a callback holds.
    CallbackMembers {
        /// 1 deposit, 2 withdraw.
        biz_type: BizType = "bizType", Required, Any;
        /// Currency, such as `IDR`.
        currency: String = "currency", Required, Any;
        /// Why it failed: only on a withdraw.
        fail_reason: String = "failReason", Optional, Any;
        /// The merchant's fee, decimal text.
        fee: String = "fee", Required, Any;
        /// Merchant number.
        mch_no: String = "mchNo", Required, Any;
        /// The merchant's own order number.
        mch_order_no: String = "mchOrderNo", Required, Any;
        /// What was ordered, decimal text.
        order_amount: String = "orderAmount", Required, Any;
        /// What was really paid, decimal text. Compare it with the order before you deliver.
        pay_amount: String = "payAmount", Required, Any;
        /// The gateway's order number.
        pay_order_id: String = "payOrderId", Required, Any;
        /// 2 success, 3 failure, 5 refund, 8 rejected (withdraw), 9 partial payment (deposit). Others are kept as they come.
        state: OrderState = "state", Required, Any;
    }
}

/// A callback whose signature holds. Only [`Verifier::verify_callback`](crate::Verifier::verify_callback) makes one.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Callback {
    /// `bizType`: 1 deposit, 2 withdraw.
    pub biz_type: BizType,
    /// `currency`, such as `IDR`.
    pub currency: String,
    /// `failReason`: only on a withdraw that failed.
    pub fail_reason: Option<String>,
    /// `fee`: the merchant's fee, decimal text.
    pub fee: String,
    /// `mchNo`: the merchant's number.
    pub mch_no: String,
    /// `mchOrderNo`: the merchant's own order number.
    pub mch_order_no: String,
    /// `orderAmount`: what was ordered, decimal text.
    pub order_amount: String,
    /// `payAmount`: what was really paid, decimal text. Compare it with the order before you deliver.
    pub pay_amount: String,
    /// `payOrderId`: the gateway's order number.
    pub pay_order_id: String,
    /// `state`: 2 success, 3 failure, 5 refund, 8 rejected (withdraw), 9 partial payment (deposit). Others are kept as they come.
    pub state: OrderState,
    /// Every member of the body as signed, unknown ones included, in the order received.
    pub members: Object<'static>,
    /// Which text the signature was made over.
    pub matched_form: CallbackForm,
    /// Which of the trusted keys made it.
    pub matched_key: PublicKey,
}

impl Callback {
    pub(crate) fn from_verified(
        object: Object<'_>,
        matched_form: CallbackForm,
        matched_key: PublicKey,
    ) -> Result<Self> {
        let members = CallbackMembers::from_object(&object);
        for member in CallbackMembers::SPEC.members {
            check(member, &object, &members)?;
        }
        Ok(Self {
            biz_type: members.biz_type.unwrap_or_default(),
            currency: members.currency.unwrap_or_default(),
            fail_reason: members.fail_reason,
            fee: members.fee.unwrap_or_default(),
            mch_no: members.mch_no.unwrap_or_default(),
            mch_order_no: members.mch_order_no.unwrap_or_default(),
            order_amount: members.order_amount.unwrap_or_default(),
            pay_amount: members.pay_amount.unwrap_or_default(),
            pay_order_id: members.pay_order_id.unwrap_or_default(),
            state: members.state.unwrap_or_default(),
            members: object.into_owned(),
            matched_form,
            matched_key,
        })
    }

    /// What makes this notification one and the same: `mchNo|payOrderId|state`, from signed members alone.
    ///
    /// Store it under a unique constraint and process each once; the gateway repeats a callback until it is answered with `OK`.
    /// The signature is no such key: anyone can write it in a second form.
    pub fn replay_key(&self) -> String {
        let part = |text: &str| text.replace('%', "%25").replace('|', "%7C");
        format!("{}|{}|{}", part(&self.mch_no), part(&self.pay_order_id), self.state.0)
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Callback({}, matched {})", self.replay_key(), self.matched_form.as_str())
    }
}

/// A required member must be there, and no member may be of a type that can't be read.
fn check(member: &MemberSpec, object: &Object<'_>, read: &CallbackMembers) -> Result<()> {
    match object.get(member.wire) {
        None | Some(Value::Null) if member.presence == Presence::Required => {
            Err(Error::new(ErrorCode::MemberMissing, "the signature holds, but the signed body lacks this member"))
        }
        Some(value) if !matches!(value, Value::Null) && read.other.get(member.wire).is_some() => Err(Error::new(
            ErrorCode::MemberType,
            format!("the signature holds, but this member is {}", value.type_name()),
        )),
        _ => Ok(()),
    }
    .map_err(|error| error.with_field(member.wire))
}
