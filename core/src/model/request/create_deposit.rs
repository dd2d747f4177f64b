use alloc::string::String;

use crate::model::declare::model;

model! {
    /// Creates a deposit order: the customer pays the merchant.
    CreateDeposit {
        /// Merchant number, from the console: `M1688454487`.
        mch_no: String = "mchNo", Required, Any;
        /// The merchant's own order number; each may be used once.
        mch_order_no: String = "mchOrderNo", Required, Any;
        /// How the customer pays: a way code of the market, or `CASHIER` for the gateway's own checkout page.
        way_code: String = "wayCode", Required, WayCode;
        /// Decimal text without sign, exponent or grouping: `100000`. How many decimals are allowed depends on the market.
        amount: String = "amount", Required, Amount;
        /// The market's currency: `IDR`. Brazil's is `BRA`.
        currency: String = "currency", Required, Currency;
        /// Where the gateway sends the callback: an absolute http or https URL that it can reach.
        notify_url: String = "notifyUrl", Required, Url;
        /// Where the customer's browser goes afterwards. May be empty.
        return_url: String = "returnUrl", Optional, Url;
        /// Product description. Required in Indonesia and Brazil.
        body: String = "body", Optional, Any;
        /// Product subject.
        subject: String = "subject", Optional, Any;
        /// Customer's name. Required in Egypt.
        customer_name: String = "customerName", Optional, Any;
        /// Customer's email address. Required in the Philippines with the way code `QR`.
        customer_email: String = "customerEmail", Optional, Any;
        /// Customer's phone number. Required in Egypt; in the Philippines with `QR` (10 digits that start with 9); in Kenya with
        /// `EWALLET_MPESA` (digits that start with 254). In Pakistan, if given, 11 digits that start with 03.
        customer_contact: String = "customerContact", Optional, Any;
        /// Customer's account number.
        customer_account_number: String = "customerAccountNumber", Optional, Any;
        /// Customer's user id with the merchant (Egypt).
        attach: String = "attach", Optional, Any;
    }
}
