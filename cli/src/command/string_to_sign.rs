use serde_json::json;
use tarspay_core::UnsignedRequest;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::sign_string::params;

use crate::args::RequestArgs;
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, Verdict};

pub(crate) fn run(args: &RequestArgs, output: &mut Output) -> Result<Verdict, Failure> {
    let nonce = input::nonce(args.nonce.as_deref())?;
    let body = input::bytes(&args.body.body)?;
    let request = UnsignedRequest::from_json(&args.method, &args.path, &nonce, &body, &Limits::DEFAULT)?;
    if output.is_json() {
        let object = parse_object(&body, &Limits::DEFAULT)?;
        let members: Vec<_> = params(&object)?.iter().map(|param| json!([param.name, param.value])).collect();
        output.json(&json!({
            "stringToSign": request.string_to_sign(),
            "members": members,
            "digest": hex::encode(request.signing_digest()),
        }))?;
    } else {
        output.line(format_args!("{}", request.string_to_sign()));
    }
    Ok(Verdict::Good)
}
