//! The `tarspay` command.
fn main() {}
