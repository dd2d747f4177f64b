use tarspay_core::Signer;

use crate::args::SignArgs;
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, Verdict};

pub(crate) fn run(args: &SignArgs, output: &mut Output) -> Result<Verdict, Failure> {
    let request = &args.request;
    let signer = Signer::new(input::private_key(&args.key, &request.body.body)?);
    let nonce = input::nonce(request.nonce.as_deref())?;
    let body = input::bytes(&request.body.body)?;
    let signed = signer.sign_json(&request.method, &request.path, &nonce, &body)?;
    if output.is_json() {
        output.json(&signed)?;
        return Ok(Verdict::Good);
    }
    output.heading(format_args!("{} {}", signed.method, signed.path));
    for (name, value) in &signed.headers {
        output.line(format_args!("{name}: {value}"));
    }
    output.line(format_args!("\n{}", signed.body));
    output.heading("\nstring to sign");
    output.line(format_args!("{}", signed.string_to_sign));
    Ok(Verdict::Good)
}
