//! Names as people misspell them.

/// Whether two names differ in capitals and separators alone: `mch_order_no`, `mchorderno` and `MchOrderNo` all mean `mchOrderNo`.
pub(super) fn same_letters(left: &str, right: &str) -> bool {
    let letters = |text: &str| -> alloc::vec::Vec<u8> {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()).collect()
    };
    letters(left) == letters(right)
}
