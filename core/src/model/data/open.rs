use crate::model::declare::model;

model! {
    /// An answer whose page was not preserved: all its members are in `other`.
    OpenData {}
}
