//! JSON: what is accepted, serde_json accepts with the same members, and what it alone accepts names a member twice or is too deep; compact
//! JSON reads back as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tarspay_core::json::{Limits, MemberOrder, parse_object};

fuzz_target!(|data: &[u8]| {
    let ours = parse_object(data, &Limits::DEFAULT);
    let theirs = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(data);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let names: Vec<_> = ours.iter().map(|(name, _)| name.to_owned()).collect();
            assert!(names.iter().eq(theirs.keys()));
            let received = ours.to_json(MemberOrder::AsReceived);
            let sorted = ours.to_json(MemberOrder::Sorted);
            assert_eq!(serde_json::to_string(&ours).expect("JSON"), received);
            for text in [&received, &sorted] {
                let again: serde_json::Map<_, _> = serde_json::from_str(text).expect("compact JSON is JSON");
                assert_eq!(again, theirs);
                let again = parse_object(text.as_bytes(), &Limits::DEFAULT).expect("compact JSON is accepted");
                assert_eq!(again.to_json(MemberOrder::Sorted), sorted);
            }
        }
        (Ok(_), Err(error)) => panic!("accepted here alone: {error}"),
        (Err(error), Ok(_)) => {
            assert!(
                matches!(error.code().as_str(), "json_duplicate_member" | "json_too_deep"),
                "refused here alone: {error}"
            );
        }
        (Err(_), Err(_)) => {}
    }
});
