use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use serde_json::json;
use tarspay_core::PrivateKey;

use crate::args::KeygenArgs;
use crate::failure::Failure;
use crate::output::{Output, Verdict};

pub(crate) fn run(args: &KeygenArgs, output: &mut Output) -> Result<Verdict, Failure> {
    let key = PrivateKey::generate()?;
    let public_key = key.public_key();
    if let Some(path) = &args.out {
        write_secret(path, &key)?;
        if output.is_json() {
            output.json(&json!({"privateKeyFile": path.to_string_lossy(), "publicKey": public_key}))?;
        } else {
            output.field("private key", format_args!("written to {}", path.display()));
            output.field("public key", &public_key);
        }
        return Ok(Verdict::Good);
    }
    let secret = key.expose_hex();
    if output.is_json() {
        output.json(&json!({"privateKey": secret.as_str(), "publicKey": public_key}))?;
    } else {
        output.field("private key", secret.as_str());
        output.field("public key", &public_key);
        output.line(format_args!(""));
        output.warning(
            "Keep the private key secret: whoever has it can move your money. The gateway needs only the public key.",
        );
    }
    Ok(Verdict::Good)
}

fn write_secret(path: &Path, key: &PrivateKey) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .and_then(|mut file| {
            file.write_all(key.expose_hex().as_bytes())?;
            file.write_all(b"\n")
        })
        .map_err(|error| Failure::input("file_unwritable", format!("{} can't be written: {error}", path.display())))
}
