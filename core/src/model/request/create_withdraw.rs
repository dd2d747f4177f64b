use alloc::string::String;

use crate::model::declare::model;

model! {
    /// Creates a withdraw order: the merchant pays the customer.
    CreateWithdraw {
        /// Merchant number, from the console: `M1688454487`.
        mch_no: String = "mchNo", Required, Any;
        /// The merchant's own order number; each may be used once.
        mch_order_no: String = "mchOrderNo", Required, Any;
        /// How the customer is paid: a way code of the market, such as a bank's.
        way_code: String = "wayCode", Required, WayCode;
        /// Decimal text without sign, exponent or grouping: `31500`. How many decimals are allowed depends on the market.
        amount: String = "amount", Required, Amount;
        /// The market's currency: `IDR`. Brazil's is `BRA`.
        currency: String = "currency", Required, Currency;
        /// Where the gateway sends the callback: an absolute http or https URL that it can reach.
        notify_url: String = "notifyUrl", Required, Url;
        /// Customer's name. Required in Indonesia and India.
        customer_name: String = "customerName", Optional, Any;
        /// Customer's phone number. Required in Indonesia and India.
        customer_contact: String = "customerContact", Optional, Any;
        /// Customer's account number; in Brazil the PIX key. Required in Indonesia and India.
        customer_account_number: String = "customerAccountNumber", Optional, Any;
        /// Customer's email address. Required in Indonesia and India.
        customer_email: String = "customerEmail", Optional, Any;
        /// Bank branch code (India).
        ifsc: String = "ifsc", Optional, Any;
        /// Bank's name (India); in Brazil the PIX key's type, such as `PIX_EMAIL`.
        bank_name: String = "bankName", Optional, Any;
        /// Customer's address (India).
        address: String = "address", Optional, Any;
        /// Customer's wallet: 11 digits that start with 0. Required in Bangladesh.
        wallet_id: String = "walletId", Optional, Any;
        /// Customer's tax number (Brazil).
        account_tax: String = "accountTax", Optional, Any;
    }
}
