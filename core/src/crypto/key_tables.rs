//! How much memory a trusted key may have.

/// The table of multiples that a [`Verifier`](crate::Verifier) keeps for each trusted key once it has verified a few signatures.
///
/// It is made once, in less time than twenty plain verifications take, and shared by clones of the verifier. The generator has one too, of
/// 320 KiB, shared by all verifiers. Without the feature `tables` there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyTables {
    /// None: verifying takes three to five times as long.
    None,
    /// 108 KiB.
    Small,
    /// 320 KiB, the fastest: larger ones fall out of a processor's cache.
    #[default]
    Large,
}
