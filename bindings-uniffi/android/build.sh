#!/usr/bin/env bash
# Builds the libraries for Android's processors and packs them with the Kotlin classes as target/android/tarspay.aar.
# Needs the NDK (r27 or newer) in ANDROID_NDK_HOME, rustup, a JDK, and what `cargo xtask kotlin` made.
# `build.sh layout` packs empty libraries instead, to show the layout without the NDK.
set -euo pipefail
cd "$(dirname "$0")/../.."

api=21
abis="arm64-v8a:aarch64-linux-android:aarch64-linux-android
armeabi-v7a:armv7-linux-androideabi:armv7a-linux-androideabi
x86_64:x86_64-linux-android:x86_64-linux-android
x86:i686-linux-android:i686-linux-android"
target=${CARGO_TARGET_DIR:-target}
out=$target/android
classes=$target/kotlin/maven/classes
library=libtarspay_uniffi.so

fail() {
    echo "build.sh: $1" >&2
    exit 2
}

[ -d "$classes/tarspay" ] || fail "no classes in $classes; run cargo xtask kotlin first"
rm -rf "$out/aar"
mkdir -p "$out/aar"

build() {
    [ -n "${ANDROID_NDK_HOME:-}" ] || fail "set ANDROID_NDK_HOME to the folder of Android's NDK"
    local tools
    tools=$(echo "$ANDROID_NDK_HOME"/toolchains/llvm/prebuilt/*/bin)
    [ -x "$tools/llvm-readelf" ] || fail "no tools in $ANDROID_NDK_HOME/toolchains/llvm/prebuilt; is it an NDK?"
    local linker=$tools/$3$api-clang name
    name=CARGO_TARGET_$(echo "$2" | tr 'a-z-' 'A-Z_')_LINKER
    rustup target add "$2"
    # Pages of 16 KiB.
    env "$name=$linker" RUSTFLAGS="-C link-arg=-Wl,-z,max-page-size=16384 --remap-path-prefix=$PWD=tarspay --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo" \
        cargo build --release --locked --package tarspay-uniffi --lib --target "$2" --target-dir "$out/cargo"
    cp "$out/cargo/$2/release/$library" "$out/aar/jni/$1/"
    # The last column of each LOAD line is its alignment.
    local kind rest
    while read -r kind rest; do
        [ "$kind" != LOAD ] || (( ${rest##* } >= 16384 )) || fail "$1: aligned to less than 16 KiB"
    done < <("$tools/llvm-readelf" --program-headers --wide "$out/aar/jni/$1/$library")
}

for line in $abis; do
    IFS=: read -r abi triple clang <<<"$line"
    mkdir -p "$out/aar/jni/$abi"
    if [ "${1:-}" = layout ]; then
        : >"$out/aar/jni/$abi/$library"
    else
        build "$abi" "$triple" "$clang"
    fi
done

cat >"$out/aar/AndroidManifest.xml" <<XML
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="tarspay">
    <uses-sdk android:minSdkVersion="$api" />
</manifest>
XML
cat >"$out/aar/proguard.txt" <<'RULES'
-keep class com.sun.jna.** { *; }
-keep class tarspay.** { *; }
-dontwarn java.awt.**
RULES
# The libraries for desktop systems, in folders of their own, don't belong on a phone.
jar --create --no-manifest --file "$out/aar/classes.jar" -C "$classes" tarspay -C "$classes" META-INF
jar --create --no-manifest --file "$out/tarspay.aar" -C "$out/aar" .
echo "made $out/tarspay.aar"
