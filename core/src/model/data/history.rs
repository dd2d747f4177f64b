use alloc::string::String;
use alloc::vec::Vec;

use crate::catalog::{BizType, OrderState};
use crate::model::declare::model;

model! {
    /// One page of finished transactions.
    HistoryData {
        /// This page's number.
        current: i64 = "current", Optional, Any;
        /// How many pages there are.
        pages: i64 = "pages", Optional, Any;
        /// How many records a page holds.
        size: i64 = "size", Optional, Any;
        /// How many records there are.
        total: i64 = "total", Optional, Any;
        /// The records.
        records: Vec<HistoryRecord> = "records", Optional, Any;
    }
}

model! {
    /// One finished transaction.
    HistoryRecord {
        /// What was settled, decimal text: a deposit without its fee, a withdraw as ordered.
        amount: String = "amount", Optional, Any;
        /// Bank card number.
        bank_card: String = "bankCard", Optional, Any;
        /// Bank's name.
        bank_name: String = "bankName", Optional, Any;
        /// 1 deposit, 2 withdraw, 3 USDT withdrawal, 4 withdrawal.
        biz_type: BizType = "bizType", Optional, Any;
        /// When the order was created: Unix time in seconds.
        created_at: i64 = "createdAt", Optional, Seconds;
        /// Currency.
        currency: String = "currency", Optional, Any;
        /// The merchant's fee, decimal text.
        mch_fee_amount: String = "mchFeeAmount", Optional, Any;
        /// Merchant's name.
        mch_name: String = "mchName", Optional, Any;
        /// Merchant number.
        mch_no: String = "mchNo", Optional, Any;
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Optional, Any;
        /// Phone number.
        mobile_phone: String = "mobilePhone", Optional, Any;
        /// What was ordered, decimal text.
        order_amount: String = "orderAmount", Optional, Any;
        /// The gateway's order number.
        pay_order_id: String = "payOrderId", Optional, Any;
        /// Name of the way to pay.
        pay_way: String = "payWay", Optional, Any;
        /// Type of the way to pay.
        pay_way_type: String = "payWayType", Optional, Any;
        /// The payer's name.
        payer_name: String = "payerName", Optional, Any;
        /// 2 success, 3 failure, 8 rejected (withdraw), 9 partial payment.
        state: OrderState = "state", Optional, Any;
        /// When it succeeded: Unix time in seconds.
        success_time: i64 = "successTime", Optional, Seconds;
    }
}
