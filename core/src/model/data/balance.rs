use alloc::string::String;

use crate::model::declare::model;

model! {
    /// The merchant's balance.
    BalanceData {
        /// What can be paid out, decimal text.
        available_amount: String = "availableAmount", Required, Amount;
        /// What is held back, decimal text.
        frozen_amount: String = "frozenAmount", Required, Amount;
        /// Merchant number. One page of the gateway spells it `machNo`; both are read.
        mch_no: String = "mchNo" | "machNo", Required, Any;
    }
}
