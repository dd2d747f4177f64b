use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::catalog::OrderState;
use crate::model::declare::model;

model! {
    /// A deposit order that was created: where the customer pays.
    DepositData {
        /// The order's amount, decimal text.
        amount: String = "amount", Optional, Amount;
        /// Product description.
        body: String = "body", Optional, Any;
        /// Product subject.
        subject: String = "subject", Optional, Any;
        /// Country in lower case: `id`.
        country_code: String = "countryCode", Optional, Any;
        /// Currency.
        currency: String = "currency", Optional, Any;
        /// Customer's phone number.
        customer_contact: String = "customerContact", Optional, Any;
        /// The merchant's order number.
        mch_order_no: String = "mchOrderNo", Optional, Any;
        /// 0 created, 1 processing, 2 success, 3 failure, 6 timed out, 9 partial payment.
        order_state: OrderState = "orderState", Optional, Any;
        /// The gateway's order number.
        pay_order_id: String = "payOrderId", Optional, Any;
        /// The checkout page, or what the customer needs for the transfer.
        pay_url: String = "payUrl", Optional, Any;
        /// The QR code's content.
        pay_data: String = "payData", Optional, Any;
        /// What `payData` is.
        pay_data_type: String = "payDataType", Optional, Any;
        /// When the order expires: Unix time in seconds.
        expired_time: i64 = "expiredTime", Optional, Seconds;
        /// Ways to pay, by type such as `bank`.
        pay_ways: BTreeMap<String, Vec<PayWay>> = "payWays", Optional, Any;
        /// The name on the account to pay to.
        account_name: String = "accountName", Optional, Any;
        /// The bank to pay to.
        type_bank: String = "typeBank", Optional, Any;
        /// The account to pay to.
        account_number: String = "accountNumber", Optional, Any;
        /// The account to pay to, before any formatting.
        original_account_number: String = "originalAccountNumber", Optional, Any;
        /// The address that was called.
        request_url: String = "requestUrl", Optional, Any;
    }
}

model! {
    /// One way to pay a deposit order.
    PayWay {
        /// Country in lower case: `id`.
        country_code: String = "countryCode", Optional, Any;
        /// The way code: `BANK_PERMATA`.
        pay_way: String = "payWay", Optional, Any;
        /// Address of a logo.
        pay_way_logo: String = "payWayLogo", Optional, Any;
        /// The type: `bank`, `ewallet`, `market`, `qris`.
        pay_way_type: String = "payWayType", Optional, Any;
        /// The QR code's content, or the address of its image.
        pay_code: String = "payCode", Optional, Any;
    }
}
