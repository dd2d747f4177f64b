#!/usr/bin/env bash
# On a Mac with Xcode: builds the library for macOS, iOS and iOS's simulator as TarsPayFFI.xcframework, into the package that
# `cargo xtask swift` made. It has not run in this project's own tests, which have no Mac.
set -euo pipefail

if [ "$(uname)" != Darwin ]; then
    echo "xcframework.sh needs a Mac with Xcode's command line tools" >&2
    exit 2
fi

project=${1:?usage: xcframework.sh FOLDER_OF_TARSPAY, the checkout with its Cargo.toml}
package=$(cd "$(dirname "$0")" && pwd)
headers=$package/Sources/TarsPayFFI
[ -f "$headers/TarsPayFFI.h" ] || { echo "run cargo xtask swift first, then this script in target/swift/TarsPay" >&2; exit 2; }

target=$package/.xcframework
export IPHONEOS_DEPLOYMENT_TARGET=13.0 MACOSX_DEPLOYMENT_TARGET=10.15
for triple in aarch64-apple-darwin x86_64-apple-darwin aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios; do
    rustup target add "$triple"
    (cd "$project" && cargo rustc --release --locked --package tarspay-uniffi --lib --crate-type staticlib \
        --target "$triple" --target-dir "$target")
done

library() { echo "$target/$1/release/libtarspay_uniffi.a"; }
mkdir -p "$target/macos" "$target/simulator"
lipo -create "$(library aarch64-apple-darwin)" "$(library x86_64-apple-darwin)" -output "$target/macos/libtarspay_uniffi.a"
lipo -create "$(library aarch64-apple-ios-sim)" "$(library x86_64-apple-ios)" -output "$target/simulator/libtarspay_uniffi.a"

rm -rf "$package/TarsPayFFI.xcframework"
xcodebuild -create-xcframework \
    -library "$target/macos/libtarspay_uniffi.a" -headers "$headers" \
    -library "$(library aarch64-apple-ios)" -headers "$headers" \
    -library "$target/simulator/libtarspay_uniffi.a" -headers "$headers" \
    -output "$package/TarsPayFFI.xcframework"
echo "made $package/TarsPayFFI.xcframework"
