//! Files, standard input and keys.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use tarspay_core::json::Limits;
use tarspay_core::{ErrorCode, Nonce, PrivateKey, PublicKey};
use zeroize::Zeroizing;

use crate::args::KeyArgs;
use crate::failure::Failure;

/// The variable that holds the private key when no file is named.
const KEY_VARIABLE: &str = "TARSPAY_PRIVATE_KEY";
/// No key file is longer.
const KEY_FILE_BYTES: u64 = 64 * 1024;

/// A body or text, byte for byte. What is longer than the library takes is refused here, or its beginning alone would be looked at.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let longest = Limits::DEFAULT.max_bytes;
    let bytes = read(path, u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(1))?;
    if bytes.len() > longest {
        return Err(Failure::input(
            ErrorCode::BodyTooLarge.as_str(),
            format!("{} is longer than {longest} bytes, which no message of the gateway is", path.display()),
        ));
    }
    Ok(bytes)
}

/// The private key of the file or the variable.
pub(crate) fn private_key(args: &KeyArgs, body: &Path) -> Result<PrivateKey, Failure> {
    let text = match &args.key_file {
        Some(path) if is_stdin(path) && is_stdin(body) => {
            return Err(Failure::input("argument_invalid", "standard input can be the key or the body, not both"));
        }
        Some(path) => {
            let bytes = Zeroizing::new(read(path, KEY_FILE_BYTES)?);
            let text = std::str::from_utf8(&bytes).map_err(|_| {
                Failure::input("private_key_malformed", "the key file is not text: it must hold 64 hex digits or PEM")
            })?;
            Zeroizing::new(text.to_owned())
        }
        None => Zeroizing::new(std::env::var(KEY_VARIABLE).map_err(|_| {
            Failure::input(
                "argument_invalid",
                format!("no private key: name a file with --key-file, or set {KEY_VARIABLE}"),
            )
        })?),
    };
    Ok(PrivateKey::parse(text.trim_end_matches(['\r', '\n']))?)
}

/// A public key given as hex, or as the name of a PEM or hex file.
pub(crate) fn public_key(text: &str) -> Result<PublicKey, Failure> {
    Ok(PublicKey::parse(&public_key_text(text)?)?)
}

/// The text of a public key, which may be no key at all.
pub(crate) fn public_key_text(text: &str) -> Result<String, Failure> {
    let path = Path::new(text);
    if !path.is_file() {
        return Ok(text.to_owned());
    }
    Ok(String::from_utf8_lossy(&read(path, KEY_FILE_BYTES)?).trim_end().to_owned())
}

/// Several public keys.
pub(crate) fn public_keys(texts: &[String]) -> Result<Vec<PublicKey>, Failure> {
    texts.iter().map(|text| public_key(text)).collect()
}

/// The nonce given, or now.
pub(crate) fn nonce(given: Option<&str>) -> Result<Nonce, Failure> {
    if let Some(text) = given {
        return Ok(Nonce::parse(text)?);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Nonce::from_millis(u64::try_from(now.as_millis()).unwrap_or(u64::MAX))?)
}

fn read(path: &Path, longest: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let done = if is_stdin(path) {
        io::stdin().lock().take(longest).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(longest).read_to_end(&mut bytes))
    };
    done.map_err(|error| Failure::file(path, &error))?;
    Ok(bytes)
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}
