use alloc::string::String;

use crate::catalog::OrderState;
use crate::model::declare::model;

model! {
    /// A withdraw order that was accepted.
    WithdrawData {
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Optional, Any;
        /// The gateway's order number.
        pay_order_id: String = "payOrderId", Optional, Any;
    }
}

model! {
    /// A deposit or withdraw order as it stands.
    OrderData {
        /// Currency.
        currency: String = "currency", Optional, Any;
        /// The merchant's fee, decimal text.
        fee: String = "fee", Optional, Any;
        /// Merchant number.
        mch_no: String = "mchNo", Optional, Any;
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Optional, Any;
        /// What was ordered, decimal text.
        order_amount: String = "orderAmount", Optional, Any;
        /// What was really paid, decimal text.
        pay_amount: String = "payAmount", Optional, Any;
        /// The gateway's order number.
        pay_order_id: String = "payOrderId", Optional, Any;
        /// The order's state. Written as a number or as text by the gateway; both are read.
        state: OrderState = "state", Optional, Any;
    }
}
