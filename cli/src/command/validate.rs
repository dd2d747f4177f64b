use serde_json::json;
use tarspay_core::Endpoint;
use tarspay_core::catalog::Market;
use tarspay_core::error::Severity;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::{RequestOptions, has_errors, validate};

use crate::args::ValidateArgs;
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, Verdict};

pub(crate) fn run(args: &ValidateArgs, output: &mut Output) -> Result<Verdict, Failure> {
    let endpoint = endpoint(&args.endpoint)?;
    let market = args.market.as_deref().map(super::catalog::market).transpose()?;
    let body = input::bytes(&args.body.body)?;
    let object = parse_object(&body, &Limits::DEFAULT)?;
    let options = RequestOptions { market, strict: args.strict, allow_test_hosts: args.allow_test_hosts, path: None };
    let problems = validate(endpoint, &object, &options);
    let valid = !has_errors(&problems);
    if output.is_json() {
        let country = market.map(Market::country);
        output
            .json(&json!({"valid": valid, "endpoint": endpoint.as_str(), "market": country, "problems": problems}))?;
    } else {
        for problem in &problems {
            let gateway = problem.gateway_code.map(|code| format!(", gateway code {code}")).unwrap_or_default();
            let line = format!("{} [{}{gateway}] {}", problem.member, problem.code, problem.message);
            match problem.severity {
                Severity::Error => output.bad(format_args!("error    {line}")),
                Severity::Warning => output.warning(format_args!("warning  {line}")),
            }
        }
        if valid {
            output.good(format_args!("valid {endpoint} request"));
        }
    }
    Ok(if valid { Verdict::Good } else { Verdict::Bad })
}

fn endpoint(name: &str) -> Result<Endpoint, Failure> {
    Endpoint::from_name(name).ok_or_else(|| {
        let names: Vec<String> = Endpoint::ALL.iter().map(|endpoint| endpoint.as_str().replace('_', "-")).collect();
        Failure::input("argument_invalid", format!("no such endpoint; there are {}", names.join(", ")))
    })
}
