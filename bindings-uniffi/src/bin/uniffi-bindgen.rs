//! Writes the Kotlin and Swift sources from the built library. It must be of the very version of `uniffi` that the library uses.

fn main() {
    uniffi::uniffi_bindgen_main();
}
