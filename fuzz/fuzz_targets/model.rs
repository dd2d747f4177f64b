//! Validation and responses: any object gets problems or none, and what is signed for an endpoint had no errors.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::Endpoint;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::{RequestOptions, parse_endpoint_response};
use tarspay_core::model::{has_errors, validate};

fuzz_target!(|data: &[u8]| {
    for &endpoint in Endpoint::ALL {
        let _ = parse_endpoint_response(endpoint, data);
        let Ok(body) = parse_object(data, &Limits::DEFAULT) else { continue };
        let problems = validate(endpoint, &body, &RequestOptions::default());
        assert_eq!(validate(endpoint, &body, &RequestOptions::default()), problems);
        let _ = (has_errors(&problems), endpoint.normalize_data(&body));
    }
});
