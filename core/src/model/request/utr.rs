use alloc::string::String;

use crate::model::declare::model;

model! {
    /// Asks whether a bank's transfer reference belongs to an order that can be made up (India).
    QueryUtr {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The bank's transfer reference.
        utr: String = "utr", Required, Any;
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Required, Any;
    }
}

model! {
    /// Makes up an order by a bank's transfer reference (India). Its page was not preserved: the members are assumed to be those of the
    /// UTR query, and the path is given by the caller.
    ReplenishUtr {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The bank's transfer reference.
        utr: String = "utr", Required, Any;
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Required, Any;
    }
}
