use serde::Serialize;
use tarspay_core::catalog::{BizType, OrderState};
use tarspay_core::{Error, ErrorCode, PublicKey, ReceivedRequest, Verifier};

use crate::args::{CallbackArgs, ReceivedArgs, TextArgs, VerifyArgs, VerifyWhat};
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, Verdict};

/// What `--json` prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    verified: bool,
    code: Option<ErrorCode>,
    matched_form: Option<&'a str>,
    public_key: Option<&'a PublicKey>,
    /// What a callback says.
    #[serde(skip_serializing_if = "Option::is_none")]
    callback: Option<&'a CallbackReport>,
    #[serde(flatten)]
    failure: Option<FailureReport<'a>>,
}

#[derive(Serialize)]
struct FailureReport<'a> {
    field: Option<&'a str>,
    message: &'a str,
}

/// What decides what is done about a callback.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CallbackReport {
    replay_key: String,
    mch_no: String,
    mch_order_no: String,
    pay_order_id: String,
    biz_type: BizType,
    state: OrderState,
    order_amount: String,
    pay_amount: String,
    currency: String,
}

/// What was found in a message that verifies.
struct Verified {
    public_key: PublicKey,
    matched_form: Option<&'static str>,
    callback: Option<CallbackReport>,
    details: Vec<(&'static str, String)>,
}

pub(crate) fn run(args: &VerifyArgs, output: &mut Output) -> Result<Verdict, Failure> {
    let outcome = match &args.what {
        VerifyWhat::Callback(args) => callback(args)?,
        VerifyWhat::Request(args) => request(args)?,
        VerifyWhat::Text(args) => text(args)?,
    };
    match outcome {
        Ok(verified) => report_good(&verified, output),
        Err(error) if matches!(error.code(), ErrorCode::SignatureMismatch | ErrorCode::KeyNotTrusted) => {
            report_bad(&error, output)
        }
        Err(error) => Err(error.into()),
    }
}

fn callback(args: &CallbackArgs) -> Result<Result<Verified, Error>, Failure> {
    let keys = input::public_keys(&args.public_keys)?;
    let verifier = if keys.is_empty() { Verifier::gateway()? } else { Verifier::new(keys)? };
    let body = input::bytes(&args.body.body)?;
    Ok(verifier.verify_callback(&body, &args.signature).map(|callback| Verified {
        details: vec![
            ("replay key", callback.replay_key()),
            ("order", callback.mch_order_no.clone()),
            ("paid", format!("{} of {} {}", callback.pay_amount, callback.order_amount, callback.currency)),
            ("state", callback.state.to_string()),
        ],
        matched_form: Some(callback.matched_form.as_str()),
        callback: Some(CallbackReport {
            replay_key: callback.replay_key(),
            mch_no: callback.mch_no,
            mch_order_no: callback.mch_order_no,
            pay_order_id: callback.pay_order_id,
            biz_type: callback.biz_type,
            state: callback.state,
            order_amount: callback.order_amount,
            pay_amount: callback.pay_amount,
            currency: callback.currency,
        }),
        public_key: callback.matched_key,
    }))
}

fn request(args: &ReceivedArgs) -> Result<Result<Verified, Error>, Failure> {
    let verifier = Verifier::new([PublicKey::from_hex(&args.api_key)?])?;
    let body = input::bytes(&args.body.body)?;
    let received = ReceivedRequest {
        method: &args.method,
        path: &args.path,
        nonce: &args.nonce,
        api_key: &args.api_key,
        signature: &args.signature,
        body: &body,
    };
    Ok(verifier.verify_request(&received).map(|request| Verified {
        public_key: request.api_key,
        matched_form: None,
        callback: None,
        details: vec![("string to sign", request.string_to_sign)],
    }))
}

fn text(args: &TextArgs) -> Result<Result<Verified, Error>, Failure> {
    let verifier = Verifier::new(input::public_keys(&args.public_keys)?)?;
    let text = input::bytes(&args.text)?;
    let verified = verifier.verify_text(&text, &args.signature);
    Ok(verified.map(|key| Verified {
        public_key: key.clone(),
        matched_form: None,
        callback: None,
        details: Vec::new(),
    }))
}

fn report_good(verified: &Verified, output: &mut Output) -> Result<Verdict, Failure> {
    if output.is_json() {
        output.json(&Report {
            verified: true,
            code: None,
            matched_form: verified.matched_form,
            public_key: Some(&verified.public_key),
            callback: verified.callback.as_ref(),
            failure: None,
        })?;
        return Ok(Verdict::Good);
    }
    output.good("verified");
    output.field("public key", &verified.public_key);
    if let Some(form) = verified.matched_form {
        output.field("matched form", form);
    }
    for (name, value) in &verified.details {
        output.field(name, value);
    }
    Ok(Verdict::Good)
}

fn report_bad(error: &Error, output: &mut Output) -> Result<Verdict, Failure> {
    if output.is_json() {
        output.json(&Report {
            verified: false,
            code: Some(error.code()),
            matched_form: None,
            public_key: None,
            callback: None,
            failure: Some(FailureReport { field: error.field(), message: error.message() }),
        })?;
    } else {
        output.bad("NOT verified");
        output.field("code", error.code());
        output.field("why", error.message());
    }
    Ok(Verdict::Bad)
}
