//! The closed list of known mistakes; the page of mistakes and every language's list are made from it.

macro_rules! mistakes {
    ($($name:ident = $text:literal, $what:literal, $remedy:literal;)+) => {
        /// A known way to get a signature wrong, as a stable code. The text of a code ([`as_str`](Mistake::as_str)) is the same in every language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Mistake {
            $(#[doc = $what] #[doc = ""] #[doc = $remedy] $name,)+
        }

        impl Mistake {
            /// Every mistake, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable text, in `snake_case`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What was done, in one sentence.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$name => $what,)+ }
            }

            /// What to do about it.
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$name => $remedy,)+ }
            }

            /// The mistake with this stable text.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

mistakes! {
    // The digest.
    SingleHash = "single_hash",
        "The text was hashed with SHA-256 once instead of twice.",
        "Hash the text with SHA-256, hash the 32 bytes of the result with SHA-256 again, and sign that as a digest.";
    TripleHash = "triple_hash",
        "The text was hashed with SHA-256 three times instead of twice.",
        "The library hashes what it is given: use its call for digests (sign_digest, prehashed, NONEwithECDSA), or give it the first hash only.";
    DigestAsHex = "digest_as_hex",
        "A digest was passed on as hex text instead of as its 32 bytes.",
        "Pass the raw bytes of the digest to the second hash and to the signature, not their hex digits.";
    Sha1 = "sha1",
        "The library hashed with SHA-1, its default, what it was given to sign.",
        "Use the library's call for digests (python-ecdsa: sign_digest), or name SHA-256 as its hash function.";

    // The members.
    EmptiesDropped = "empties_dropped",
        "Members with an empty value were left out of the signed text although the body holds them.",
        "Sign every member that is sent, an empty one as name=; or leave it out of the body as well.";
    MembersUnsorted = "members_unsorted",
        "The members were signed in the order of the body instead of sorted by name.",
        "Sort the members by the bytes of their names before they are joined.";
    SortedIgnoringCase = "sorted_ignoring_case",
        "The members were sorted without regard to capitals.",
        "Compare names byte by byte (capitals come before small letters), not by a locale or case-insensitively.";
    ValuesPercentEncoded = "values_percent_encoded",
        "The values were percent-encoded before they were signed.",
        "Sign the raw text of every value; nothing is URL-encoded.";
    ValuesFormEncoded = "values_form_encoded",
        "The values were encoded as form data (a space as +) before they were signed.",
        "Sign the raw text of every value; don't build the text with a query-string function.";
    ValuesQuoted = "values_quoted",
        "Text values were signed with their JSON quotes.",
        "Sign the text of a string without quotes: name=value.";
    NumbersAsStrings = "numbers_as_strings",
        "Numbers were turned into strings, or strings into numbers, between the body and the signed text.",
        "Sign and verify the characters of the body itself; don't parse it into another type and write it again.";
    NumbersAsFloats = "numbers_as_floats",
        "A number was written with other digits than in the body, as happens when it passes through a float.",
        "Keep amounts as text from end to end, and sign numbers with the very characters of the body.";
    NullOrBooleanSpelling = "null_or_boolean_spelling",
        "A null or a boolean was signed as a programming language prints it.",
        "Leave null members out; sign booleans as true and false.";
    JsonBodySigned = "json_body_signed",
        "The JSON body was signed where the sorted members belong.",
        "Sign METHOD|PATH|NONCE|PARAMS, with PARAMS as name=value joined by &; the JSON is only sent.";
    PrefixMissing = "prefix_missing",
        "The members were signed alone, without METHOD|PATH|NONCE in front.",
        "Put METHOD|PATH|NONCE| in front of the members.";
    TrailingAmpersand = "trailing_ampersand",
        "The signed text ends with an & too many.",
        "Join the members with &, with none after the last.";

    // The request line.
    MethodNotUpperCase = "method_not_upper_case",
        "The method was not signed in upper case.",
        "Sign the method as POST.";
    PathWithHost = "path_with_host",
        "The host, or the whole URL, was signed instead of the path.",
        "Sign the path alone, such as /api/pay/unifiedOrder.";
    PathWithQuery = "path_with_query",
        "The query or the fragment of the URL was signed with the path.",
        "Sign the path up to the question mark, and send members in the body.";
    PathWithoutLeadingSlash = "path_without_leading_slash",
        "The path was signed without its leading slash.",
        "Sign the path with its leading slash.";
    PathTrailingSlash = "path_trailing_slash",
        "The signed path differs from the one called by a slash: at its end, or a doubled one at its start.",
        "Sign exactly the path that is called; check how the base URL and the path are joined.";
    PathIncomplete = "path_incomplete",
        "Only the last part of the path was signed, without the part that stands in the base URL.",
        "Sign the whole path of the URL as called, such as /api/pay/unifiedOrder.";
    PathMissing = "path_missing",
        "The path is missing from the signed text.",
        "Sign METHOD|PATH|NONCE|PARAMS.";
    NonceNotMillis = "nonce_not_millis",
        "The nonce was signed in seconds or another unit instead of milliseconds.",
        "Take the time in milliseconds, once, and use the same 13 digits in the signed text and in the header.";
    NonceMissing = "nonce_missing",
        "The nonce is missing from the signed text.",
        "Sign METHOD|PATH|NONCE|PARAMS with the 13 digits of the header X-API-NONCE.";
    NonceDiffers = "nonce_differs",
        "Another nonce was signed than the one in the header.",
        "Read the clock once per request and use that text both in the signed text and in the header X-API-NONCE.";

    // The text as a whole.
    TextEncoding = "text_encoding",
        "Characters beyond ASCII were signed in another encoding than UTF-8.",
        "Name UTF-8 wherever text becomes bytes (getBytes(UTF_8), encode(\"utf-8\")), and send UTF-8.";
    TrailingNewline = "trailing_newline",
        "A line end was signed after the text.",
        "Sign the text without a line end (echo -n, printf; no newline at the end of a file).";

    // JSON that was written again.
    JsonSpaced = "json_spaced",
        "The signed JSON has spaces between its members, as Python writes it.",
        "Sign compact JSON (separators=(\",\", \":\")); when verifying, pass the raw body.";
    JsonPretty = "json_pretty",
        "The signed JSON is indented over several lines.",
        "Sign compact JSON; when verifying, pass the raw body.";
    SlashesEscaped = "slashes_escaped",
        "The signed JSON writes each slash as \\/.",
        "Write slashes as they are (PHP: JSON_UNESCAPED_SLASHES); when verifying, pass the raw body.";
    NonAsciiEscaped = "non_ascii_escaped",
        "The signed JSON writes characters beyond ASCII as \\u escapes.",
        "Write them as UTF-8 (PHP: JSON_UNESCAPED_UNICODE, Python: ensure_ascii=False); when verifying, pass the raw body.";
    HtmlEscaped = "html_escaped",
        "The signed JSON writes <, >, &, = or ' as \\u escapes for use in HTML.",
        "Switch HTML escaping off (Gson: disableHtmlEscaping, Go: SetEscapeHTML(false)); when verifying, pass the raw body.";
    PairsSigned = "pairs_signed",
        "A callback was signed as name=value pairs, as requests are, instead of as JSON.",
        "A callback's signature covers the compact JSON of its body and nothing else.";
    RequestPrefixAdded = "request_prefix_added",
        "A callback was signed with a request's METHOD|PATH|NONCE in front.",
        "A callback's signature covers the compact JSON of its body and nothing else.";

    // The key.
    WrongKey = "wrong_key",
        "The signature was made by a known key, but not by the one that counts here.",
        "Requests are signed by the private half of X-API-KEY, callbacks by the gateway's system key: check which key was loaded.";
    WrongCurve = "wrong_curve",
        "The key and the signature are of secp256r1 (P-256) instead of secp256k1.",
        "Make a new key pair on secp256k1 (openssl ecparam -name secp256k1 -genkey) and register its public key.";
    OtherKey = "other_key",
        "No known mistake gives this signature: it was made by a key that is not known here, or over another text.",
        "Compare the keys shown with your own: if one is yours, the wrong key was loaded. If none is, compare the text that the other side signed with the one shown, character by character.";

    // The signature's form.
    SignatureBase64 = "signature_base64",
        "The signature is in base64.",
        "Send the hex digits of the DER bytes.";
    SignatureRaw = "signature_raw",
        "The signature is the raw r and s (64 bytes) instead of DER.",
        "Encode r and s as a DER SEQUENCE; most libraries have a call for it (WebCrypto and JOSE give raw, OpenSSL and Java give DER).";
    SignaturePrefixed = "signature_0x",
        "The signature starts with 0x.",
        "Send the hex digits alone.";
    SignatureWhitespace = "signature_whitespace",
        "The signature holds white space, line ends or quotes.",
        "Send the hex digits alone, in one line.";
    SignatureUpperCase = "signature_upper_case",
        "The signature is in upper-case hex.",
        "Send lower-case hex, as the gateway documents it.";
}

impl core::fmt::Display for Mistake {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Mistake {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Mistake;

    #[test]
    fn texts_are_distinct_snake_case_and_read_back() {
        for &mistake in Mistake::ALL {
            assert_eq!(Mistake::from_text(mistake.as_str()), Some(mistake));
            assert!(mistake.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            assert!(mistake.what().ends_with('.') && mistake.remedy().ends_with('.'));
        }
    }
}
