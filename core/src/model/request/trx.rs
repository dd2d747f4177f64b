use alloc::string::String;

use crate::model::declare::model;

model! {
    /// Asks for a wallet's transaction (Bangladesh).
    QueryTrx {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The wallet's transaction id.
        trx_id: String = "trxId", Required, Any;
    }
}

model! {
    /// Has an order processed again with a wallet's transaction (Bangladesh).
    SupplementTrx {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The wallet's transaction id.
        trx_id: String = "trxId", Required, Any;
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Required, Any;
    }
}

model! {
    /// Asks for an order by its transaction id (Brazil).
    QueryOrderByTrx {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// The transaction id.
        trx_id: String = "trxId", Required, Any;
    }
}
