#!/usr/bin/env python3
"""Makes the vectors beside this file: signatures with one mistake each, and controls without any known one.

Nothing of the project is used, only Python's own library, so that the mistakes are the real ones.
Run it to write the files, or with --check to fail if they are stale.
"""

import base64
import hashlib
import json
import pathlib
import random
import sys
from urllib.parse import quote, quote_plus, urlencode

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
import curves
from curves import SECP256K1, SECP256R1


def sha256(data):
    return hashlib.sha256(data).digest()


def double(data):
    return sha256(sha256(data))


def secret(name):
    return int.from_bytes(sha256(b"tarspay explain vectors: " + name.encode()), "big") % SECP256R1.n


MERCHANT, PLATFORM, STRANGER, ACQUAINTANCE = map(secret, ("merchant", "platform", "stranger", "acquaintance"))
PUBLIC = {key: curves.public_key(SECP256K1, key) for key in (MERCHANT, PLATFORM, STRANGER, ACQUAINTANCE)}

# Of two P-256 keys one is also a point of secp256k1, as far as its x goes, and one is not: both occur in practice.
def is_x_of_secp256k1(key):
    x, p = int(key[2:], 16), SECP256K1.p
    return pow(x**3 + 7, (p - 1) // 2, p) == 1


P256 = {}
for number in range(20):
    candidate = secret(f"P-256 {number}")
    P256.setdefault(is_x_of_secp256k1(curves.public_key(SECP256R1, candidate)), candidate)


class Vectors:
    def __init__(self):
        self.cases = []
        self.high_s = False

    def signature(self, key, digest, curve=SECP256K1):
        self.high_s = not self.high_s
        return curves.sign(curve, key, digest, self.high_s)

    def add(self, name, message, *, text, hashed=double, key=None, curve=SECP256K1, form=None, **expect):
        raw = text.encode() if isinstance(text, str) else text
        key = key or (MERCHANT if message["kind"] == "request" else PLATFORM)
        signature = self.signature(key, hashed(raw), curve)
        form = form or (lambda r, s: curves.der(r, s).hex())
        expect.setdefault("verdict", "mismatch")
        if isinstance(text, str):
            expect["signed_sha256"] = sha256(raw).hex()
        self.cases.append({"name": name, **message, "signature": form(*signature), "expect": expect})


# Requests.

DEPOSIT = {
    "wayCode": "CASHIER",
    "mchNo": "M1688454487",
    "mchOrderNo": "VN31420230300564",
    "amount": "100.00",
    "currency": "VND",
    "customerName": "José Ñandú & Söhne",
    "customerEmail": "",
    "customerContact": "",
    "notifyUrl": "http://shop.example:8896/tarspay/notify?a=1&b=2",
    "returnUrl": "https://shop.example/return path/~me*(1)!",
    "subject": "Tea / coffee",
}
HISTORY = {"pageSize": 50, "mchNo": "M1688454487", "bizType": 1, "pageNumber": 1, "startTime": 1704183960}
CAPITALS = {"mchname": "x", "mchOrderNo": "O1", "mch_no": "M1", "amount": "100"}
DECIMALS = '{"mchNo":"M1","rate":100.00,"big":120000000}'
WORDS = '{"mchNo":"M1","test":true,"live":false}'
NULLS = '{"mchNo":"M1","test":true,"live":false,"subject":null}'


def compact(body):
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def request(body=DEPOSIT, **changes):
    message = {
        "kind": "request",
        "method": "POST",
        "path": "/api/pay/unifiedOrder",
        "nonce": "1704183963685",
        "body": body if isinstance(body, str) else compact(body),
        "apiKey": PUBLIC[MERCHANT],
    }
    return {**message, **changes}


def pairs(members):
    return "&".join(f"{name}={value}" for name, value in members)


def params(body):
    return pairs(sorted(body.items()))


def line(method="POST", path="/api/pay/unifiedOrder", nonce="1704183963685"):
    return f"{method}|{path}|{nonce}|"


def hash_variants():
    lower = lambda data: data.hex().encode()
    upper = lambda data: data.hex().upper().encode()
    sha1 = lambda data: hashlib.sha1(data).digest()
    return {
        "single": ("single_hash", sha256),
        "triple": ("triple_hash", lambda t: sha256(double(t))),
        "second_of_hex": ("digest_as_hex", lambda t: sha256(lower(sha256(t)))),
        "second_of_upper_hex": ("digest_as_hex", lambda t: sha256(upper(sha256(t)))),
        "third_of_hex": ("digest_as_hex", lambda t: sha256(lower(double(t)))),
        "double_of_hex": ("digest_as_hex", lambda t: double(lower(sha256(t)))),
        "hex_signed": ("digest_as_hex", lambda t: lower(double(t))),
        "single_hex_signed": ("digest_as_hex", lambda t: lower(sha256(t))),
        "sha1_of_double": ("sha1", lambda t: sha1(double(t))),
        "sha1_of_single": ("sha1", lambda t: sha1(sha256(t))),
        "sha1_of_text": ("sha1", sha1),
    }


def encoded_values(encode):
    return pairs((name, encode(value)) for name, value in sorted(DEPOSIT.items()))


def lower_escapes(text):
    """What .NET's HttpUtility.UrlEncode gives: small hex digits, and !*() kept."""
    out = quote_plus(text, safe="!*()")
    return "".join(c.lower() if i >= 1 and out[i - 1] == "%" or i >= 2 and out[i - 2] == "%" else c for i, c in enumerate(out)).replace("~", "%7e")


def request_cases(v):
    right = line() + params(DEPOSIT)
    for name, (mistake, hashed) in hash_variants().items():
        v.add(f"hash_{name}", request(), text=right, hashed=hashed, mistakes=[mistake])

    # Members.
    filled = {name: value for name, value in DEPOSIT.items() if value}
    v.add("empties_dropped", request(), text=line() + params(filled), mistakes=["empties_dropped"])
    v.add("unsorted", request(), text=line() + pairs(DEPOSIT.items()), mistakes=["members_unsorted"])
    by_lower = pairs(sorted(CAPITALS.items(), key=lambda member: member[0].lower()))
    by_upper = pairs(sorted(CAPITALS.items(), key=lambda member: member[0].upper()))
    assert len({by_lower, by_upper, params(CAPITALS), pairs(CAPITALS.items())}) == 4
    v.add("sorted_by_small_letters", request(CAPITALS), text=line() + by_lower, mistakes=["sorted_ignoring_case"])
    v.add("sorted_by_capitals", request(CAPITALS), text=line() + by_upper, mistakes=["sorted_ignoring_case"])

    for name, mistake, encode in [
        ("encode_uri_component", "values_percent_encoded", lambda t: quote(t, safe="!*'()")),
        ("rfc3986", "values_percent_encoded", lambda t: quote(t, safe="")),
        ("python_quote", "values_percent_encoded", quote),
        ("encode_uri", "values_percent_encoded", lambda t: quote(t, safe=";,/?:@&=+$!*'()#")),
        ("java_url_encoder", "values_form_encoded", lambda t: quote_plus(t, safe="*").replace("~", "%7E")),
        ("python_quote_plus", "values_form_encoded", quote_plus),
        ("php_urlencode", "values_form_encoded", lambda t: quote_plus(t).replace("~", "%7E")),
        ("dotnet_url_encode", "values_form_encoded", lower_escapes),
    ]:
        v.add(f"values_{name}", request(), text=line() + encoded_values(encode), mistakes=[mistake])
    v.add("urlencode", request(), text=line() + urlencode(sorted(DEPOSIT.items())), mistakes=["values_form_encoded"])
    quoted = pairs((name, json.dumps(value, ensure_ascii=False)) for name, value in sorted(DEPOSIT.items()))
    v.add("values_quoted", request(), text=line() + quoted, mistakes=["values_quoted"])

    floats = {name: float(value) if isinstance(value, int) else value for name, value in HISTORY.items()}
    v.add("integers_as_floats", request(HISTORY), text=line() + params(floats), mistakes=["numbers_as_floats"])
    for name, text in [
        ("python_float", "big=120000000.0&mchNo=M1&rate=100.0"),
        ("javascript_number", "big=120000000&mchNo=M1&rate=100"),
        ("two_decimals", "big=120000000.00&mchNo=M1&rate=100.00"),
        ("java_double", "big=1.2E8&mchNo=M1&rate=100.00"),
    ]:
        v.add(f"numbers_{name}", request(DECIMALS), text=line() + text, mistakes=["numbers_as_floats"])
    for amount, signed in [("100", "100.0"), ("100", "100.00"), ("100.00", "100"), ("100.00", "100.0"), ("99.50", "99.5")]:
        sent, wrong = {**DEPOSIT, "amount": amount}, {**DEPOSIT, "amount": signed}
        v.add(f"amount_{amount}_as_{signed}", request(sent), text=line() + params(wrong), mistakes=["numbers_as_floats"])

    spelling = ["null_or_boolean_spelling"]
    v.add("booleans_python", request(WORDS), text=line() + params(json.loads(WORDS)), mistakes=spelling)
    v.add("booleans_php", request(WORDS), text=line() + "live=&mchNo=M1&test=1", mistakes=spelling)
    v.add("booleans_as_digits", request(WORDS), text=line() + "live=0&mchNo=M1&test=1", mistakes=spelling)
    fault = ["member_null"]
    v.add("null_python", request(NULLS), text=line() + params(json.loads(NULLS)), mistakes=spelling, faults=fault)
    for name, text in [
        ("word", "live=false&mchNo=M1&subject=null&test=true"),
        ("empty", "live=false&mchNo=M1&subject=&test=true"),
        ("left_out", "live=false&mchNo=M1&test=true"),
        ("php", "live=&mchNo=M1&subject=&test=1"),
        ("undefined", "live=false&mchNo=M1&subject=undefined&test=true"),
    ]:
        v.add(f"null_{name}", request(NULLS), text=line() + text, mistakes=spelling, faults=fault)

    # JSON where members belong.
    for name, body in [("deposit", DEPOSIT), ("history", HISTORY)]:
        as_sent = json.dumps(body)
        for form, text in [
            ("as_received", as_sent),
            ("compact", compact(body)),
            ("sorted", compact(dict(sorted(body.items())))),
            ("python_sorted", json.dumps(body, sort_keys=True)),
            ("indented", json.dumps(body, indent=2, ensure_ascii=False)),
        ]:
            for prefix_name, prefix in [("", ""), ("_with_prefix", line())]:
                v.add(
                    f"json_{name}_{form}{prefix_name}", request(as_sent), text=prefix + text, mistakes=["json_body_signed"]
                )
    strings = {name: str(value) for name, value in HISTORY.items()}
    for name, text, mistake in [
        ("strings", compact(strings), "numbers_as_strings"),
        ("strings_sorted", compact(dict(sorted(strings.items()))), "numbers_as_strings"),
        ("floats", compact(floats), "numbers_as_floats"),
        ("floats_sorted", compact(dict(sorted(floats.items()))), "numbers_as_floats"),
    ]:
        for prefix_name, prefix in [("", ""), ("_with_prefix", line())]:
            v.add(
                f"json_numbers_as_{name}{prefix_name}",
                request(HISTORY),
                text=prefix + text,
                mistakes=["json_body_signed", mistake],
            )
    v.add("prefix_missing", request(), text=params(DEPOSIT), mistakes=["prefix_missing"])
    v.add("trailing_ampersand", request(), text=right + "&", mistakes=["trailing_ampersand"])

    # The request line.
    members = params(DEPOSIT)
    v.add("method_small", request(), text=line(method="post") + members, mistakes=["method_not_upper_case"])
    v.add("method_capitalised", request(), text=line(method="Post") + members, mistakes=["method_not_upper_case"])
    v.add(
        "method_as_given", request(method="pOST"), text=line(method="pOST") + members, mistakes=["method_not_upper_case"]
    )
    url, path = "https://pay.example/api/pay/unifiedOrder", "/api/pay/unifiedOrder"
    for name, given, signed, mistake, faults in [
        ("url", url, url, "path_with_host", ["path_invalid"]),
        ("host", url, "pay.example" + path, "path_with_host", ["path_invalid"]),
        ("host_as_given", "pay.example" + path, "pay.example" + path, "path_with_host", ["path_invalid"]),
        ("url_with_query", url + "?a=1", url + "?a=1", "path_with_host", ["path_invalid"]),
        ("known_url", path, "https://payment.tarspay.com" + path, "path_with_host", []),
        ("known_host", path, "payment.tarspay.com" + path, "path_with_host", []),
        ("query", path + "?a=1&b=2", path + "?a=1&b=2", "path_with_query", ["path_invalid"]),
        ("url_path_and_query", url + "?a=1", path + "?a=1", "path_with_query", ["path_invalid"]),
        ("fragment", path + "#x", path + "#x", "path_with_query", ["path_invalid"]),
        ("no_slash", path, path[1:], "path_without_leading_slash", []),
        ("no_slash_as_given", path[1:], path[1:], "path_without_leading_slash", ["path_invalid"]),
        ("slash_added", path, path + "/", "path_trailing_slash", []),
        ("slash_removed", path + "/", path, "path_trailing_slash", []),
        ("slash_doubled", path, "/" + path, "path_trailing_slash", []),
        ("tail", path, "/pay/unifiedOrder", "path_incomplete", []),
        ("last", path, "/unifiedOrder", "path_incomplete", []),
        ("last_bare", path, "unifiedOrder", "path_incomplete", []),
    ]:
        v.add(
            f"path_{name}", request(path=given), text=line(path=signed) + members, mistakes=[mistake], faults=faults
        )
    v.add("path_missing", request(), text="POST|1704183963685|" + members, mistakes=["path_missing"])
    v.add("path_empty", request(), text=line(path="") + members, mistakes=["path_missing"])
    v.add("nonce_missing", request(), text=f"POST|{path}|" + members, mistakes=["nonce_missing"])
    v.add("nonce_empty", request(), text=line(nonce="") + members, mistakes=["nonce_missing"])
    not_millis, differs = ["nonce_not_millis"], ["nonce_differs"]
    v.add("nonce_seconds", request(), text=line(nonce="1704183963") + members, mistakes=not_millis)
    v.add("nonce_fraction", request(), text=line(nonce="1704183963.685") + members, mistakes=not_millis)
    v.add(
        "nonce_seconds_in_both", request(nonce="1704183963"), text=line(nonce="1704183963") + members,
        mistakes=not_millis, faults=["nonce_invalid"],
    )
    v.add(
        "nonce_micros_in_both", request(nonce="1704183963685123"), text=line(nonce="1704183963685123") + members,
        mistakes=not_millis, faults=["nonce_invalid"],
    )
    v.add(
        "nonce_seconds_in_header", request(nonce="1704183963"), text=line(nonce="1704183963777") + members,
        mistakes=differs, faults=["nonce_invalid"],
    )
    v.add(
        "nonce_micros_in_header", request(nonce="1704183963685123"), text=line() + members,
        mistakes=differs, faults=["nonce_invalid"],
    )
    v.add("nonce_whole_seconds", request(), text=line(nonce="1704183963000") + members, mistakes=differs)
    for step in (-250, -7, -1, 1, 3, 250):
        nonce = str(1704183963685 + step)
        v.add(f"nonce_off_by_{step}", request(), text=line(nonce=nonce) + members, mistakes=differs)
    v.add(
        "nonce_from_log", request(otherNonces=["1704183000001", "1704183000002"]),
        text=line(nonce="1704183000002") + members, mistakes=differs,
    )

    # The text as a whole.
    encoding = ["text_encoding"]
    v.add("latin_1", request(), text=right.encode("latin-1"), mistakes=encoding)
    v.add("question_marks", request(), text=right.encode("ascii", "replace"), mistakes=encoding)
    v.add("utf_16_le", request(), text=right.encode("utf-16-le"), mistakes=encoding)
    v.add("utf_16_be", request(), text=right.encode("utf-16-be"), mistakes=encoding)
    v.add("encoded_twice", request(), text=right.encode().decode("latin-1"), mistakes=encoding)
    v.add("escapes", request(), text="".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in right), mistakes=encoding)
    v.add("newline", request(), text=right + "\n", mistakes=["trailing_newline"])
    v.add("newline_windows", request(), text=right + "\r\n", mistakes=["trailing_newline"])

    # Two mistakes at once.
    for name, text, mistakes in [
        ("empties_dropped", line() + params(filled), ["empties_dropped"]),
        ("unsorted", line() + pairs(DEPOSIT.items()), ["members_unsorted"]),
        ("json", compact(DEPOSIT), ["json_body_signed"]),
        ("quote", line() + encoded_values(quote), ["values_percent_encoded"]),
        ("path_no_slash", line(path=path[1:]) + members, ["path_without_leading_slash"]),
        ("nonce_seconds", line(nonce="1704183963") + members, ["nonce_not_millis"]),
        ("newline", right + "\n", ["trailing_newline"]),
    ]:
        for hash_name, (mistake, hashed) in hash_variants().items():
            v.add(f"{name}_and_{hash_name}", request(), text=text, hashed=hashed, mistakes=[*mistakes, mistake])
    filled_pairs = pairs((name, value) for name, value in DEPOSIT.items() if value)
    for name, text, mistakes in [
        ("unsorted_empties_dropped", line() + filled_pairs, ["members_unsorted", "empties_dropped"]),
        ("method_and_empties", line(method="post") + params(filled), ["method_not_upper_case", "empties_dropped"]),
        ("path_and_unsorted", line(path=path[1:]) + pairs(DEPOSIT.items()), ["path_without_leading_slash", "members_unsorted"]),
    ]:
        v.add(name, request(), text=text, mistakes=mistakes)
        v.add(f"{name}_single", request(), text=text, hashed=sha256, mistakes=[*mistakes, "single_hash"])

    # The signature's form.
    form_cases(v, request(), right, hash_variants())

    # The key.
    known = request(otherKeys=[PUBLIC[ACQUAINTANCE]])
    v.add("known_key", known, text=right, key=ACQUAINTANCE, mistakes=["wrong_key"], key_role="other")
    v.add(
        "known_key_and_single_hash", known, text=right, key=ACQUAINTANCE, hashed=sha256,
        mistakes=["single_hash", "wrong_key"], key_role="other",
    )
    for on_both, key in sorted(P256.items()):
        public = curves.public_key(SECP256R1, key)
        faults = [] if on_both else ["public_key_not_on_curve"]
        wrong = dict(key=key, curve=SECP256R1, faults=faults)
        name = f"p256_{'looks_right' if on_both else 'no_point'}"
        v.add(name, request(apiKey=public), text=right, mistakes=["wrong_curve"], **wrong)
        v.add(
            f"{name}_single_hash", request(apiKey=public), text=right, hashed=sha256,
            mistakes=["single_hash", "wrong_curve"], **wrong,
        )
        v.add(
            f"{name}_empties", request(apiKey=public), text=line() + params(filled),
            mistakes=["empties_dropped", "wrong_curve"], **wrong,
        )
    uncompressed = curves.public_key(SECP256R1, P256[True], compressed=False)
    v.add(
        "p256_uncompressed", request(apiKey=uncompressed), text=right, key=P256[True], curve=SECP256R1,
        mistakes=["wrong_curve"], faults=["public_key_not_on_curve"],
    )


def form_cases(v, message, right, hashes):
    der = lambda r, s: curves.der(r, s)
    raw = lambda r, s: r.to_bytes(32, "big") + s.to_bytes(32, "big")
    malformed = dict(verdict="unreadable", faults=["signature_malformed"])
    kind = message["kind"]
    for name, form, mistakes in [
        ("base64", lambda r, s: base64.b64encode(der(r, s)).decode(), ["signature_base64"]),
        ("base64_unpadded", lambda r, s: base64.b64encode(der(r, s)).decode().rstrip("="), ["signature_base64"]),
        ("base64_url", lambda r, s: base64.urlsafe_b64encode(der(r, s)).decode(), ["signature_base64"]),
        ("base64_of_hex", lambda r, s: base64.b64encode(der(r, s).hex().encode()).decode(), ["signature_base64"]),
        ("raw_hex", lambda r, s: raw(r, s).hex(), ["signature_raw"]),
        ("raw_base64", lambda r, s: base64.b64encode(raw(r, s)).decode(), ["signature_base64", "signature_raw"]),
        ("raw_and_v", lambda r, s: raw(r, s).hex() + "1c", ["signature_raw"]),
        ("bitcoin", lambda r, s: base64.b64encode(b"\x1f" + raw(r, s)).decode(), ["signature_base64", "signature_raw"]),
        ("0x", lambda r, s: "0x" + der(r, s).hex(), ["signature_0x"]),
        ("raw_0x", lambda r, s: "0x" + raw(r, s).hex(), ["signature_0x", "signature_raw"]),
        ("newline", lambda r, s: der(r, s).hex() + "\n", ["signature_whitespace"]),
        ("spaces", lambda r, s: der(r, s).hex(" "), ["signature_whitespace"]),
        ("quotes", lambda r, s: f'"{der(r, s).hex()}"', ["signature_whitespace"]),
    ]:
        v.add(f"{kind}_form_{name}", message, text=right, form=form, mistakes=mistakes, **malformed)
        v.add(
            f"{kind}_form_{name}_and_single_hash", message, text=right, form=form, hashed=hashes["single"][1],
            mistakes=["single_hash", *mistakes], **malformed,
        )
    v.add(
        f"{kind}_form_upper", message, text=right, form=lambda r, s: der(r, s).hex().upper(),
        mistakes=["signature_upper_case"], verdict="valid",
    )


# Callbacks.

CALLBACK = {
    "bizType": 2,
    "currency": "IDR",
    "failReason": "compte fermé / <closed> & 'blocked' = 1 😀",
    "fee": "6973",
    "mchNo": "M1696154848",
    "mchOrderNo": "1184196902791413760",
    "orderAmount": "31500",
    "payAmount": "31500",
    "payOrderId": "P1734517376779485186",
    "state": 3,
}
SHUFFLED = {name: CALLBACK[name] for name in ("state", "payOrderId", "currency", "bizType", "fee", "failReason", "mchNo", "mchOrderNo", "orderAmount", "payAmount")}
ACCENTS = {**CALLBACK, "failReason": "compte fermé"}


def callback(body=CALLBACK, **changes):
    return {
        "kind": "callback",
        "body": body if isinstance(body, str) else compact(body),
        "keys": [PUBLIC[PLATFORM]],
        **changes,
    }


def php(body, pretty=False):
    text = json.dumps(body, indent=4) if pretty else json.dumps(body, separators=(",", ":"))
    return text.replace("/", "\\/")


def escaped(text, characters):
    return "".join(f"\\u{ord(c):04x}" if c in characters else c for c in text)


def callback_cases(v):
    right = compact(CALLBACK)
    for name, (mistake, hashed) in hash_variants().items():
        v.add(f"callback_{name}", callback(), text=right, hashed=hashed, mistakes=[mistake])
    quoted = {name: str(value) for name, value in CALLBACK.items()}
    floats = {name: float(value) if isinstance(value, int) else value for name, value in CALLBACK.items()}
    jackson = json.dumps(CALLBACK, indent=2, ensure_ascii=False, separators=(",", " : "))
    upper = "".join(c if ord(c) < 128 else "".join(f"\\u{u:04X}" for u in utf_16(c)) for c in right)
    for name, text, mistakes in [
        ("pretty_2", json.dumps(CALLBACK, indent=2, ensure_ascii=False), ["json_pretty"]),
        ("pretty_4", json.dumps(CALLBACK, indent=4, ensure_ascii=False), ["json_pretty"]),
        ("pretty_tabs", json.dumps(CALLBACK, indent="\t", ensure_ascii=False), ["json_pretty"]),
        ("pretty_sorted", json.dumps(CALLBACK, indent=2, ensure_ascii=False, sort_keys=True), ["json_pretty"]),
        ("pretty_windows", json.dumps(CALLBACK, indent=2, ensure_ascii=False).replace("\n", "\r\n"), ["json_pretty"]),
        ("pretty_jackson", jackson, ["json_pretty"]),
        ("python", json.dumps(CALLBACK), ["json_spaced", "non_ascii_escaped"]),
        ("python_unicode", json.dumps(CALLBACK, ensure_ascii=False), ["json_spaced"]),
        ("python_pretty_2", json.dumps(CALLBACK, indent=2), ["json_pretty", "non_ascii_escaped"]),
        ("python_pretty_4", json.dumps(CALLBACK, indent=4), ["json_pretty", "non_ascii_escaped"]),
        ("numbers_quoted", compact(quoted), ["numbers_as_strings"]),
        ("numbers_quoted_sorted", compact(dict(sorted(quoted.items()))), ["numbers_as_strings"]),
        ("numbers_as_floats", compact(floats), ["numbers_as_floats"]),
        ("slashes", right.replace("/", "\\/"), ["slashes_escaped"]),
        ("non_ascii", json.dumps(CALLBACK, separators=(",", ":")), ["non_ascii_escaped"]),
        ("non_ascii_upper", upper, ["non_ascii_escaped"]),
        ("php", php(CALLBACK), ["slashes_escaped", "non_ascii_escaped"]),
        ("php_pretty", php(CALLBACK, pretty=True), ["json_pretty", "slashes_escaped", "non_ascii_escaped"]),
        ("go", escaped(right, "<>&"), ["html_escaped"]),
        ("gson", escaped(right, "<>&='"), ["html_escaped"]),
        ("newline", right + "\n", ["trailing_newline"]),
        ("newline_windows", right + "\r\n", ["trailing_newline"]),
        ("pairs", params(CALLBACK), ["pairs_signed"]),
        ("pairs_encoded", urlencode(sorted(CALLBACK.items())), ["pairs_signed", "values_form_encoded"]),
        ("question_marks", right.encode("ascii", "replace"), ["text_encoding"]),
        ("utf_16", right.encode("utf-16-le"), ["text_encoding"]),
    ]:
        for body_name, body in [("", right), ("_of_shuffled", compact(SHUFFLED))]:
            # What depends on the order received has no other in a body in another order.
            in_order = "sorted" in name or name.startswith("pairs") or not body_name
            if in_order:
                v.add(f"callback_{name}{body_name}", callback(body), text=text, mistakes=mistakes)
        v.add(f"callback_{name}_and_single_hash", callback(), text=text, hashed=sha256, mistakes=[*mistakes, "single_hash"])
    accents = compact(ACCENTS)
    v.add("callback_latin_1", callback(ACCENTS), text=accents.encode("latin-1"), mistakes=["text_encoding"])

    # The body was changed between the gateway and the merchant; the signature is genuine.
    for name, body, text, mistakes in [
        ("numbers_quoted", compact(quoted), right, ["numbers_as_strings"]),
        ("mojibake", accents.encode().decode("latin-1"), accents, ["text_encoding"]),
        ("slashes_lost", right, right.replace("/", "\\/"), ["slashes_escaped"]),
        ("pretty_lost", right, json.dumps(CALLBACK, indent=2, ensure_ascii=False), ["json_pretty"]),
    ]:
        v.add(f"callback_body_changed_{name}", callback(body), text=text, mistakes=mistakes)

    prefix = "POST|/tarspay/notify|1704183963685|"
    for name, text in [("json", right), ("pairs", params(CALLBACK))]:
        asked = callback(path="/tarspay/notify", nonce="1704183963685")
        v.add(f"callback_prefix_{name}", asked, text=prefix + text, mistakes=["request_prefix_added"])
    v.add(
        "callback_prefix_without_nonce", callback(path="https://shop.example/tarspay/notify"),
        text="POST|/tarspay/notify||" + right, mistakes=["request_prefix_added"],
    )
    form_cases(v, callback(), right, hash_variants())
    known = callback(otherKeys=[PUBLIC[MERCHANT]])
    v.add("callback_own_key", known, text=right, key=MERCHANT, mistakes=["wrong_key"], key_role="other")
    for on_both, key in sorted(P256.items()):
        public = curves.public_key(SECP256R1, key)
        faults = [] if on_both else ["public_key_not_on_curve"]
        v.add(
            f"callback_p256_{on_both}", callback(keys=[public]), text=right, key=key, curve=SECP256R1,
            mistakes=["wrong_curve"], faults=faults,
        )


def utf_16(c):
    raw = c.encode("utf-16-be")
    return [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]


# Controls.

def control_cases(v):
    pick = random.Random("tarspay explain controls")
    words = ["", "DW", "José", "王小明", "a b&c=d|e", "100", "100.00", "0", "https://shop.example/x?y=1&z=2", "x/y", "é😀", "\"q\""]
    names = ["mchNo", "mchOrderNo", "wayCode", "amount", "currency", "customerName", "notifyUrl", "returnUrl", "subject"]
    for number in range(70):
        body = {name: pick.choice(words) for name in pick.sample(names, pick.randint(1, len(names)))}
        for name in pick.sample(["bizType", "pageSize", "step"], pick.randint(0, 2)):
            body[name] = pick.choice([0, 1, 50, 120000000, 10**18 + 1])
        path = pick.choice(["/api/pay/unifiedOrder", "/api/balanceInfo", "/api/payOut/unifiedOrder", "/"])
        nonce = str(pick.randint(10**12, 10**13 - 1))
        message = request(body, path=path, nonce=nonce)
        text = line(path=path, nonce=nonce) + params(body)
        v.add(f"request_right_{number}", {**message, **held(MERCHANT)}, text=text, mistakes=[], verdict="valid", **stages(MERCHANT, text))
        other_key(v, f"request_other_key_{number}", message, text)
    for number in range(70):
        body = {**CALLBACK, "state": pick.choice([2, 3, 5, 8, 9]), "failReason": pick.choice(words)}
        members = list(body.items())
        pick.shuffle(members)
        shuffled = dict(members)
        received, form = pick.choice([
            (compact(body), "as_received"),
            (compact(shuffled), "as_received"),
            (json.dumps(shuffled, indent=pick.choice([2, 4])), "compact"),
            (json.dumps(shuffled), "compact_sorted"),
        ])
        signed = {"as_received": received, "compact": compact(shuffled), "compact_sorted": compact(dict(sorted(body.items())))}[form]
        message = callback(received)
        v.add(
            f"callback_right_{number}", {**message, **held(PLATFORM)}, text=signed, mistakes=[], verdict="valid",
            matched_form=form, **stages(PLATFORM, signed),
        )
        other_key(v, f"callback_other_key_{number}", message, signed)
    # The text differs in a way that is no known mistake.
    for number in range(20):
        v.add(f"request_other_text_{number}", request(), text=line() + params({**DEPOSIT, "amount": str(number + 1)}), mistakes=["other_key"])
        v.add(f"callback_other_text_{number}", callback(), text=compact({**CALLBACK, "fee": str(number + 1)}), mistakes=["other_key"])


def held(key):
    return {"privateKey": f"{key:064x}"}


def stages(key, text):
    raw = text.encode()
    return {
        "string_to_sign": text,
        "first_digest": sha256(raw).hex(),
        "second_digest": double(raw).hex(),
        "own_signature": curves.der(*curves.sign(SECP256K1, key, double(raw))).hex(),
    }


def other_key(v, name, message, text):
    v.add(name, message, text=text, key=STRANGER, mistakes=["other_key"], recovered_key=PUBLIC[STRANGER])


def written(cases):
    names = [case["name"] for case in cases]
    assert len(names) == len(set(names)), "a name stands twice"
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    return f'{{"generated": "by tests/vectors/explain/make.py, do not edit",\n"cases": [\n{lines}\n]}}\n'


def main():
    stale = []
    for name, make in [("requests", request_cases), ("callbacks", callback_cases), ("controls", control_cases)]:
        vectors = Vectors()
        make(vectors)
        path, text = HERE / f"{name}.json", written(vectors.cases)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        sys.exit(f"stale, run tests/vectors/explain/make.py: {', '.join(stale)}")


main()
