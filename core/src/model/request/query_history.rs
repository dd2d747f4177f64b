use alloc::string::String;

use crate::catalog::BizType;
use crate::model::declare::model;

model! {
    /// Asks for finished transactions, page by page. From an older page; the path is given by the caller.
    QueryHistory {
        /// Merchant number, from the console.
        mch_no: String = "mchNo", Required, Any;
        /// 1 deposit, 2 withdraw, 3 USDT withdrawal, 4 withdrawal; all if left out.
        biz_type: BizType = "bizType", Optional, Any;
        /// From this time on: Unix time in seconds.
        start_time: i64 = "startTime", Optional, Seconds;
        /// Up to this time: Unix time in seconds.
        end_time: i64 = "endTime", Optional, Seconds;
        /// Page number, from 1.
        page_number: i64 = "pageNumber", Required, PageNumber;
        /// Page size, from 1 to 50.
        page_size: i64 = "pageSize", Required, PageSize;
    }
}
