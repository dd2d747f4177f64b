use alloc::string::String;

use crate::model::declare::model;

model! {
    /// What is known of a bank's transfer reference (India).
    UtrData {
        /// An explanation in English.
        message: String = "message", Optional, Any;
        /// 0: no such reference, the order can't be made up. 1: it can. 2: not supported, ask the gateway's operations.
        status: i64 = "status", Optional, Any;
        /// The bank's transfer reference.
        utr: String = "utr", Optional, Any;
        /// The amount, decimal text.
        amount: String = "amount", Optional, Any;
        /// The merchant's order number, only if another order has used the reference.
        mch_order_no: String = "mchOrderNo", Optional, Any;
    }
}

model! {
    /// What is known of a wallet's transaction (Bangladesh).
    TrxData {
        /// An explanation in English.
        message: String = "message", Optional, Any;
        /// 0: no such transaction, the order can't be made up. 1: it can. 2: not supported, ask the gateway's operations.
        status: i64 = "status", Optional, Any;
        /// The wallet's transaction id.
        trx_id: String = "trxId", Optional, Any;
        /// The amount, decimal text.
        amount: String = "amount", Optional, Any;
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Optional, Any;
        /// The gateway's order number.
        pay_order_id: String = "payOrderId", Optional, Any;
    }
}
