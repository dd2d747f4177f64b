use alloc::string::String;

use crate::model::declare::model;

model! {
    /// Asks for a deposit order by the gateway's number or the merchant's.
    QueryDeposit {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The gateway's order number. This or `mchOrderNo` must be given.
        pay_order_id: String = "payOrderId", OneOf, Any;
        /// The merchant's order number. This or `payOrderId` must be given.
        mch_order_no: String = "mchOrderNo", OneOf, Any;
    }
}

model! {
    /// Asks for a withdraw order by the gateway's number or the merchant's.
    QueryWithdraw {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The gateway's order number. This or `mchOrderNo` must be given.
        pay_order_id: String = "payOrderId", OneOf, Any;
        /// The merchant's order number. This or `payOrderId` must be given.
        mch_order_no: String = "mchOrderNo", OneOf, Any;
    }
}

model! {
    /// Asks for the payment certificate of a withdraw order (Brazil).
    QueryWithdrawProof {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The gateway's order number. This or `mchOrderNo` must be given.
        pay_order_id: String = "payOrderId", OneOf, Any;
        /// The merchant's order number. This or `payOrderId` must be given.
        mch_order_no: String = "mchOrderNo", OneOf, Any;
    }
}
