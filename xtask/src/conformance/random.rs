//! Random cases: requests, callbacks, orders, keys and signatures, right ones and broken ones. A seed always gives the same.

// The tables that are picked from are not empty.
#![allow(clippy::indexing_slicing)]

use std::iter;

use anyhow::Result;
use serde_json::{Value, json};
use tarspay_core::catalog::Market;
use tarspay_core::crypto::{double_sha256, hazmat};
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::{Endpoint, Format, MemberSpec};
use tarspay_core::testing::{CallbackFault, TestGateway};
use tarspay_core::{Nonce, PrivateKey, Signer};

use super::case::Case;

const CHARACTERS: &[&str] = &[
    "a",
    "B",
    "7",
    " ",
    "&",
    "=",
    "|",
    "%",
    "+",
    "/",
    "\\",
    "\"",
    "'",
    "<",
    "\n",
    "\t",
    "\r",
    "\u{8}",
    "\u{c}",
    "\u{1}",
    "\u{7f}",
    "é",
    "ж",
    "€",
    "中",
    "\u{2028}",
    "\u{fffd}",
    "😀",
    "\u{10ffff}",
];
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-7",
    "1.50",
    "100.00",
    "1E+3",
    "1e-7",
    "12345678901234567890123",
    "0.1",
    "9007199254740993",
    "1.0",
    "2",
    "3",
];
const ODD_NUMBERS: &[&str] = &["00", "1."];
const NAMES: &[&str] = &["mchNo", "mchOrderNo", "amount", "currency", "a", "b", "A", "aa", "a1", "a_", "_", "~", "a b"];
/// What is put behind a name, so that few bodies have one twice.
const NAME_ENDS: &[&str] = &["", "1", "2", "10", "Z", "z", "_", " b", "-", "~"];
const ODD_NAMES: &[&str] = &["ä", "x=y", "x|y", ""];
const SPACES: &[&str] = &["", "", "", "", "", "", "", " ", "\n", "\t", "\r\n  "];
const METHODS: &[&str] = &["POST", "POST", "POST", "post", "GET"];
const ODD_METHODS: &[&str] = &["P T", ""];
const PATHS: &[&str] = &["/api/pay/unifiedOrder", "/api/balanceInfo", "/api/payInInfo", "/", "/a%20b/"];
const ODD_PATHS: &[&str] = &["/a b", "api", "/a?b=c", "https://x.com/a", "/ä", ""];
const AMOUNTS: &[&str] = &[
    "100000",
    "100",
    "100.00",
    "1.5",
    "0",
    "0.00",
    "-1",
    "+1",
    "1e3",
    "01",
    "1,000",
    ".5",
    "1.",
    "",
    " 1",
    "99999999999999999999",
];
const URLS: &[&str] = &[
    "https://shop.com/notify",
    "http://localhost:8000/n",
    "https://10.0.0.1/",
    "shop.com",
    "ftp://shop.com",
    "https://",
    "https://shop.com/ä b",
    "",
];

pub(super) fn cases(seed: u64, count: usize) -> Result<Vec<Case>> {
    let mut random = Random(fastrand::Rng::with_seed(seed));
    (0..count).map(|number| random.case(number)).collect()
}

struct Random(fastrand::Rng);

impl Random {
    fn case(&mut self, number: usize) -> Result<Case> {
        let kinds = [
            Self::sign_request,
            Self::sign_request,
            Self::verify_request,
            Self::verify_callback,
            Self::verify_callback,
            Self::verify_text,
            Self::key_or_signature,
            Self::validate,
            Self::validate,
        ];
        let (op, input) = self.pick(&kinds)(self)?;
        Ok(Case { id: format!("random {number:06}"), op: op.to_owned(), input })
    }

    fn sign_request(&mut self) -> Result<(&'static str, Value)> {
        let body = self.body();
        let body = self.perhaps_broken(body.into_bytes());
        Ok((
            "sign_request",
            json!({
                "method": self.mostly(METHODS, ODD_METHODS), "path": self.mostly(PATHS, ODD_PATHS), "nonce": self.nonce(),
                "private_key": self.key()?.expose_hex().as_str(), "body_hex": hex::encode(body),
            }),
        ))
    }

    fn verify_request(&mut self) -> Result<(&'static str, Value)> {
        let (key, other) = (self.key()?, self.key()?);
        let (path, nonce) = (*self.pick(&PATHS[..3]), self.nonce());
        let body = self.body();
        let signer = Signer::new(key.clone());
        let signed = Nonce::parse(&nonce).and_then(|nonce| signer.sign_json("POST", path, &nonce, body.as_bytes()));
        let signature = signed.map_or_else(|_| self.junk(), |request| request.headers[2].1.clone());
        let public = [
            key.public_key().to_hex(),
            key.public_key().to_uncompressed_hex(),
            key.public_key().to_hex().to_uppercase(),
        ];
        let trusted = if self.one_in(6) { other.public_key() } else { key.public_key() };
        let (signature, body) = (self.perhaps_changed(&signature), self.perhaps_broken(body.into_bytes()));
        Ok((
            "verify_request",
            json!({
                "method": "POST", "path": path, "nonce": nonce, "api_key": self.pick(&public), "signature": signature,
                "trusted": [trusted.to_hex()], "body_hex": hex::encode(body),
            }),
        ))
    }

    fn verify_callback(&mut self) -> Result<(&'static str, Value)> {
        let gateway = TestGateway::with_key(self.key()?);
        let body = if self.one_in(4) { self.body() } else { self.callback() };
        let (body, signature) = match parse_object(body.as_bytes(), &Limits::DEFAULT) {
            Ok(members) => {
                let fault = if self.one_in(2) { CallbackFault::None } else { *self.pick(CallbackFault::ALL) };
                let callback = gateway.callback_of(&members, fault)?;
                (callback.body, callback.signature)
            }
            Err(_) => (body, self.junk()),
        };
        let mut keys = vec![gateway.public_key().to_hex()];
        if self.one_in(3) {
            keys.insert(0, self.key()?.public_key().to_hex());
        }
        let body = self.perhaps_broken(body.into_bytes());
        Ok((
            "verify_callback",
            json!({"keys": keys, "signature": self.perhaps_changed(&signature), "body_hex": hex::encode(body)}),
        ))
    }

    fn verify_text(&mut self) -> Result<(&'static str, Value)> {
        let (key, text) = (self.key()?, self.text());
        let signature = hazmat::sign_prehash(&key, &double_sha256(text.as_bytes()))?.to_hex();
        let text = if self.one_in(5) { self.text() } else { text };
        let keys = [key.public_key().to_hex()];
        Ok(("verify_text", json!({"text": text, "signature": self.perhaps_changed(&signature), "keys": keys})))
    }

    fn key_or_signature(&mut self) -> Result<(&'static str, Value)> {
        let key = self.key()?;
        let (op, text) = match self.0.u8(..4) {
            0 => ("private_key", key.expose_hex().to_string()),
            1 => ("public_key", key.public_key().to_hex()),
            2 => ("public_key", key.public_key().to_uncompressed_hex()),
            _ => ("signature", hazmat::sign_prehash(&key, &double_sha256(b"text"))?.to_hex()),
        };
        let text = if self.one_in(3) { text } else { self.changed(&text) };
        Ok((op, json!({"text": text})))
    }

    #[allow(clippy::unnecessary_wraps)] // As the other kinds.
    fn validate(&mut self) -> Result<(&'static str, Value)> {
        let endpoint = self.pick(Endpoint::ALL).spec();
        let markets: Vec<Market> = Market::all().collect();
        let market = *self.pick(&markets);
        let mut members: Vec<String> = Vec::new();
        for member in endpoint.request.members {
            if !self.one_in(4) {
                members.push(format!("{}:{}", json!(member.wire), self.member_value(member, market)));
            }
        }
        if self.one_in(3) {
            members.push(format!("{}:{}", json!(self.name()), self.value(1)));
        }
        let mut input = json!({"endpoint": endpoint.name, "body": format!("{{{}}}", members.join(","))});
        if let Some(input) = input.as_object_mut() {
            if self.one_in(2) {
                input.insert("market".into(), json!(market.country()));
            }
            for flag in ["strict", "allow_test_hosts"] {
                if self.one_in(3) {
                    input.insert(flag.into(), json!(true));
                }
            }
        }
        Ok(("validate", input))
    }

    fn member_value(&mut self, member: &MemberSpec, market: Market) -> String {
        if self.one_in(8) {
            return self.value(1);
        }
        let text = match member.format {
            Format::Amount => *self.pick(AMOUNTS),
            Format::Url => *self.pick(URLS),
            Format::Currency if !self.one_in(5) => market.currency().unwrap_or("IDR"),
            Format::WayCode => *self.pick(&["CASHIER", "BANK_BCA", "EWALLET_MPESA", "no_such_way"]),
            Format::Seconds | Format::PageNumber | Format::PageSize => {
                return (*self.pick(&["1", "0", "50", "51", "-1", "1700000000", "1700000000000", "1.5"])).to_owned();
            }
            _ => return self.value(1),
        };
        json!(text).to_string()
    }

    /// The body of a callback, most of the time with all that it needs.
    fn callback(&mut self) -> String {
        let mut members = Vec::new();
        for name in [
            "bizType",
            "currency",
            "failReason",
            "fee",
            "mchNo",
            "mchOrderNo",
            "orderAmount",
            "payAmount",
            "payOrderId",
            "state",
        ] {
            let value = match name {
                _ if self.one_in(30) => self.value(1),
                "bizType" | "state" => self.0.u8(1..10).to_string(),
                _ => json!(self.text()).to_string(),
            };
            if !self.one_in(40) {
                members.push(format!("{}:{value}", json!(name)));
            }
        }
        self.0.shuffle(&mut members);
        format!("{{{}}}", members.join(","))
    }

    /// JSON, now and then none.
    fn body(&mut self) -> String {
        self.object(0)
    }

    fn object(&mut self, depth: u8) -> String {
        let count = self.0.usize(..7);
        let members: Vec<String> = (0..count)
            .map(|_| {
                let name = self.name();
                let (before, after) = (self.space(), self.space());
                format!("{before}{}{after}:{}", self.string(&name), self.value(depth))
            })
            .collect();
        format!("{{{}{}}}", members.join(","), self.space())
    }

    fn value(&mut self, depth: u8) -> String {
        match self.0.u8(..20) {
            0..=10 => {
                let text = self.text();
                self.string(&text)
            }
            11..=14 => (*self.mostly(NUMBERS, ODD_NUMBERS)).to_owned(),
            15 => "true".to_owned(),
            16 => "false".to_owned(),
            17 if self.one_in(3) => "null".to_owned(),
            18 if depth < 3 => {
                let items: Vec<String> = (0..self.0.usize(..4)).map(|_| self.value(depth.saturating_add(1))).collect();
                format!("[{}]", items.join(","))
            }
            19 if depth < 3 => self.object(depth.saturating_add(1)),
            _ => "\"\"".to_owned(),
        }
    }

    /// A text as a JSON string, each character written in one of the ways that JSON has.
    fn string(&mut self, text: &str) -> String {
        let mut out = String::from("\"");
        for character in text.chars() {
            let plain = json!(character.to_string()).to_string();
            let plain = plain.trim_matches('"').to_owned();
            match self.0.u8(..8) {
                0 => {
                    let mut units = [0; 2];
                    out.extend(character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
                }
                1 if character == '/' => out.push_str("\\/"),
                _ if character == '"' => out.push_str("\\\""),
                _ => out.push_str(&plain),
            }
        }
        if self.one_in(200) {
            out.push_str("\\ud800");
        }
        out.push('"');
        out
    }

    fn text(&mut self) -> String {
        let count = self.0.usize(..9);
        iter::repeat_with(|| *self.pick(CHARACTERS)).take(count).collect()
    }

    fn space(&mut self) -> &'static str {
        let space: &&'static str = self.pick(SPACES);
        space
    }

    fn nonce(&mut self) -> String {
        if self.one_in(12) {
            (*self.pick(&["", "1702279880", "17022798802670", "170227988026x", "١٧٠٢٢٧٩٨٨٠٢٦٧"])).to_owned()
        } else {
            self.0.u64(1_000_000_000_000..9_999_999_999_999).to_string()
        }
    }

    /// Every fourth key begins with a zero byte, half of the others with a set top bit.
    fn key(&mut self) -> Result<PrivateKey> {
        let mut bytes = [0; 32];
        self.0.fill(&mut bytes);
        bytes[0] = if self.one_in(4) { 0 } else { bytes[0] & 0xfe };
        Ok(PrivateKey::from_bytes(&bytes)?)
    }

    fn junk(&mut self) -> String {
        (*self.pick(&["", "30", "zz", "3006020101020101", "MEUCIQ=="])).to_owned()
    }

    fn perhaps_changed(&mut self, text: &str) -> String {
        if self.one_in(5) { self.changed(text) } else { text.to_owned() }
    }

    /// A text of hex digits with one of the mistakes that people make with them.
    fn changed(&mut self, text: &str) -> String {
        let digit = *self.pick(&["0", "f", "8", "g"]);
        let at = self.0.usize(..=text.len());
        let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
        match self.0.u8(..9) {
            0 => text.to_uppercase(),
            1 => format!("0x{text}"),
            2 => format!("{text}\n"),
            3 => head.to_owned(),
            4 => format!("{head}{digit}{tail}"),
            5 => format!("{head}{digit}{}", tail.get(1..).unwrap_or_default()),
            6 => format!("{text}{text}"),
            7 => format!("00{text}"),
            _ => String::new(),
        }
    }

    /// One time in eight a byte is lost, doubled or changed, or the rest is cut off.
    fn perhaps_broken(&mut self, mut bytes: Vec<u8>) -> Vec<u8> {
        if !self.one_in(8) || bytes.is_empty() {
            return bytes;
        }
        let at = self.0.usize(..bytes.len());
        match self.0.u8(..5) {
            0 => {
                bytes.remove(at);
            }
            1 => bytes.insert(at, b' '),
            2 => bytes.insert(at, self.0.u8(..)),
            3 => bytes.truncate(at),
            _ => bytes.splice(..0, *b"\xef\xbb\xbf").for_each(drop),
        }
        bytes
    }

    fn one_in(&mut self, count: u8) -> bool {
        self.0.u8(..count) == 0
    }

    fn name(&mut self) -> String {
        let (name, end) = (*self.mostly(NAMES, ODD_NAMES), *self.pick(NAME_ENDS));
        format!("{name}{end}")
    }

    /// Now and then one that is refused: were it often, hardly a body with several members would be signed.
    fn mostly<'a, T>(&mut self, usual: &'a [T], odd: &'a [T]) -> &'a T {
        let list = if self.one_in(30) { odd } else { usual };
        self.pick(list)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.0.usize(..list.len())]
    }
}
