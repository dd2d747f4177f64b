use alloc::string::String;

use crate::model::declare::model;

model! {
    /// Asks for the merchant's balance.
    QueryBalance {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
    }
}
