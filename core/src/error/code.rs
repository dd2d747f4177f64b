//! The closed list of error codes; the glossary and every language's code list are made from it.

macro_rules! error_codes {
    ($($name:ident = $text:literal, $what:literal, $remedy:literal;)+) => {
        /// Why a call failed, as a stable code. The text of a code ([`as_str`](ErrorCode::as_str)) is the same in every language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(rustdoc::bare_urls, reason = "the texts are shown as they are, without a browser to follow links")]
        pub enum ErrorCode {
            $(#[doc = $what] #[doc = ""] #[doc = $remedy] $name,)+
        }

        impl ErrorCode {
            /// Every code, in the order of the glossary.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable text, in `snake_case`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What happened, in one sentence.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$name => $what,)+ }
            }

            /// What to do about it.
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$name => $remedy,)+ }
            }

            /// The code with this stable text.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

error_codes! {
    PrivateKeyMalformed = "private_key_malformed",
        "The private key is not 64 hex digits, 32 bytes, or a PEM or DER document that holds a secp256k1 key.",
        "Pass the key as the console shows it: 64 hex digits without 0x, spaces or line ends, leading zeros kept.";
    PrivateKeyOutOfRange = "private_key_out_of_range",
        "The private key is zero, or not smaller than the order of secp256k1.",
        "No such key exists: check that the right value was copied, or make a new key pair.";
    PublicKeyMalformed = "public_key_malformed",
        "The public key is not 66 hex digits starting with 02 or 03, 130 starting with 04, or an SPKI PEM or DER document.",
        "Pass the key as the console shows it, without 0x, spaces or line ends.";
    PublicKeyNotOnCurve = "public_key_not_on_curve",
        "The public key has the right form but is no point of secp256k1.",
        "A digit is wrong, or the key belongs to another curve such as secp256r1 (P-256).";
    KeyKindSwapped = "key_kind_swapped",
        "A public key was given where the private key belongs, or the other way round.",
        "Sign with the private key (64 hex digits); verify with a public key (66 hex digits). If a private key was published, replace it.";
    KeyWrongCurve = "key_wrong_curve",
        "The PEM or DER document holds a key of another curve or algorithm.",
        "The gateway uses secp256k1; make a key pair for that curve.";
    SignatureMissing = "signature_missing",
        "No signature was given.",
        "Read it from the header: X-RESP-SIGNATURE on callbacks, X-API-SIGNATURE on requests.";
    SignatureMalformed = "signature_malformed",
        "The signature could not be read: it is not the hex of a strict DER SEQUENCE of two integers in range.",
        "Pass the header's text as it arrived: 140 to 144 hex digits that start with 30, no base64, no spaces.";
    SignatureMismatch = "signature_mismatch",
        "The signature is well formed but was not made over this text by any of the trusted keys.",
        "Refuse the message. If it should be genuine, let explain name the mistake; most often the body was parsed and written again.";
    KeyNotTrusted = "key_not_trusted",
        "The request names an API key that is not among the trusted keys.",
        "Add the merchant's public key to the verifier, or refuse the request.";
    NoTrustedKey = "no_trusted_key",
        "The verifier was given no public key at all.",
        "Give at least one key, or use the gateway's published key.";
    BodyMissing = "body_missing",
        "The body is empty.",
        "Pass the raw body; if a framework has read it already, ask the framework to keep the raw bytes.";
    BodyNotRaw = "body_not_raw",
        "The body was parsed before it arrived here, and its exact characters are lost.",
        "Pass the raw request body: express.raw() in Express, await request.body() in FastAPI, request.body in Django, @RequestBody byte[] in Spring.";
    BodyTooLarge = "body_too_large",
        "The body is longer than the limit (1 MiB unless set otherwise).",
        "Refuse the message, or raise the limit.";
    BodyNotUtf8 = "body_not_utf8",
        "The body is not valid UTF-8.",
        "Encode the body as UTF-8; check for a truncated or compressed body.";
    BodyHasBom = "body_has_bom",
        "The body starts with a byte order mark.",
        "Write UTF-8 without a byte order mark.";
    JsonSyntax = "json_syntax",
        "The body is not valid JSON.",
        "Correct the JSON at the position named in the message.";
    JsonNotObject = "json_not_object",
        "The body is valid JSON but not an object.",
        "Requests and callbacks are one JSON object: { … }.";
    JsonTooDeep = "json_too_deep",
        "The JSON is nested more deeply than the limit (64 levels unless set otherwise).",
        "Refuse the message, or raise the limit.";
    JsonDuplicateMember = "json_duplicate_member",
        "An object names the same member twice, so that two readers may see two different values.",
        "Send each member once.";
    JsonLoneSurrogate = "json_lone_surrogate",
        "A string holds half of a surrogate pair (an escape from \\ud800 to \\udfff without its partner), which is no character.",
        "Do not cut strings in the middle of an emoji; write UTF-8 instead of escapes.";
    MethodInvalid = "method_invalid",
        "The HTTP method is not a word of letters.",
        "Pass POST; every endpoint of the gateway uses it.";
    PathInvalid = "path_invalid",
        "The path does not start with a single slash, or holds a host, a query, a space, a | or a character outside printable ASCII.",
        "Pass the path alone, such as /api/pay/unifiedOrder, exactly as it is called.";
    NonceInvalid = "nonce_invalid",
        "The nonce is not Unix time in milliseconds as 13 decimal digits.",
        "Use milliseconds (Date.now(), time.time_ns() // 1_000_000, System.currentTimeMillis()) and the same text in the header X-API-NONCE.";
    MemberNameInvalid = "member_name_invalid",
        "A member's name is empty or holds =, &, | or a character outside printable ASCII, so the string to sign would be ambiguous.",
        "Use the gateway's member names.";
    MemberNull = "member_null",
        "A member is null, which the gateway's rules do not sign.",
        "Leave the member out, or send an empty string.";
    NumberNotExact = "number_not_exact",
        "A number was given as a float or as an integer beyond the exact range, so its digits are not certain.",
        "Pass amounts as text (\"100.00\") and counts as integers.";
    ArgumentInvalid = "argument_invalid",
        "An argument has the wrong type or is missing.",
        "Correct the call; the message names the argument.";
    ObjectClosed = "object_closed",
        "The object was used after it was closed or freed.",
        "Keep one signer and one verifier for the life of the process.";
    EntropyUnavailable = "entropy_unavailable",
        "The operating system gave no randomness for a new key.",
        "Try again; on a bare target pass your own 32 random bytes.";
    OrderInvalid = "order_invalid",
        "The request breaks rules of its endpoint; the error lists every problem.",
        "Correct the members named in the list of problems.";
    MemberMissing = "member_missing",
        "A required member is missing.",
        "Add the member.";
    MemberType = "member_type",
        "A member has the wrong JSON type or form.",
        "Send the type that the endpoint's page names; amounts and identifiers are strings.";
    MemberEmpty = "member_empty",
        "A required member is an empty string.",
        "Give the member a value.";
    IdentifierMissing = "identifier_missing",
        "Neither of the two order numbers is given.",
        "Give payOrderId (the gateway's) or mchOrderNo (your own).";
    AmountInvalid = "amount_invalid",
        "The amount is not exact decimal text above zero with as many decimals as the market takes.",
        "Write digits with at most one point: 100 or 100.50; no sign, exponent, grouping or leading zeros.";
    UrlInvalid = "url_invalid",
        "The URL is not absolute, or not http or https.",
        "Write the whole URL: https://shop.com/notify.";
    MemberFormat = "member_format",
        "A member does not have the form that the market asks for.",
        "Write it as the message says; the market's page has an example.";
    NumberOutOfRange = "number_out_of_range",
        "A number is outside the range of its member.",
        "Use a value in the range that the message names.";
    WayCodeUnknown = "way_code_unknown",
        "The way code is not in the market's printed list. A warning: the gateway adds codes.",
        "Check the spelling in the catalogue; ignore the warning if the gateway gave you the code.";
    CurrencyMismatch = "currency_mismatch",
        "The currency is not the market's. A warning.",
        "Check market and currency; Brazil's is written BRA.";
    AmountOutOfLimits = "amount_out_of_limits",
        "The amount is outside the printed limits. A warning: merchants' own limits differ.",
        "Check your limits in the console.";
    UrlNotPublic = "url_not_public",
        "The URL names a host that the gateway can't reach: local, private, or reserved for tests. A warning.",
        "Use a public host, or allow test hosts in sandboxes and tests.";
    EndpointNotInMarket = "endpoint_not_in_market",
        "The endpoint is printed for other markets only. A warning.",
        "Check the market.";
    MemberUnknown = "member_unknown",
        "The endpoint is not known to have this member. A warning.",
        "Check the spelling; ignore the warning if the gateway asked for the member.";
    ValueAmbiguous = "value_ambiguous",
        "A value holds &name=, which reads like a second member in the string to sign. A warning.",
        "Remove & and = from what people type before it becomes a member.";
}

impl core::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for ErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorCode;

    #[test]
    fn texts_are_distinct_snake_case_and_read_back() {
        for &code in ErrorCode::ALL {
            assert_eq!(ErrorCode::from_text(code.as_str()), Some(code));
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            assert!(code.what().ends_with('.') && code.remedy().ends_with('.'));
        }
    }
}
