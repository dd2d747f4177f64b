#!/usr/bin/env python3
"""Makes the staged vectors: one case for each rule. The inputs and the expected errors are written here by hand; the expected strings,
digests and signatures come from reference.py. Run it to write staged/*.json, or with --check to fail if they are stale.
"""

import base64
import json
import pathlib
import sys

import curves
import reference
from curves import SECP256K1, SECP256R1

HERE = pathlib.Path(__file__).parent
N = SECP256K1.n
FILES = {}

POST, PATH, NONCE = "POST", "/api/pay/unifiedOrder", "1704183963685"
SECRET = 0x1F2E3D4C5B6A79880011223344556677_8899AABBCCDDEEFF0123456789ABCDEF
OTHER = 0xE331B6D69882B4AB4EA581D88E0B6049_39C5C5A5A5A5A5A5A5A5A5A5A5A5A5A5
KEY, OTHER_KEY = reference.public_key(SECRET), reference.public_key(OTHER)


def hex64(secret):
    return f"{secret:064x}"


def add(op, name, why, given, expect):
    FILES.setdefault(op, []).append({"name": name, "why": why, "input": given, "expect": expect})


def fail(code, field=None):
    return {"error": code} | ({"field": field} if field else {})


# --- sign_request: what is signed, and with which signature ---


def signs(name, why, body, method=POST, path=PATH, nonce=NONCE, secret=SECRET):
    text = reference.string_to_sign(method, path, nonce, body)
    given = {"method": method, "path": path, "nonce": nonce, "body": body, "private_key": hex64(secret)}
    add("sign_request", name, why, given, {
        "method": method.upper(),
        "members": reference.params(reference.parse(body)),
        "string_to_sign": text,
        "digest": reference.digest(text).hex(),
        "signature": reference.sign(secret, text),
        "api_key": reference.public_key(secret),
    })


def refuses(name, why, error, field=None, **given):
    parts = {"method": POST, "path": PATH, "nonce": NONCE, "private_key": hex64(SECRET)}
    if not any(key.startswith("body") for key in given):
        given["body"] = '{"mchNo":"M1"}'
    add("sign_request", name, why, parts | given, fail(error, field))


signs("one_member", "The smallest real request.", '{"mchNo":"M1688443086"}', path="/api/balanceInfo")
signs("access_guide_example", "The access guide's worked example.", '{"price":"100","amount":"100"}', path="/api/v1/test", nonce="1537498830736")
signs("empty_object", "No members: nothing after the last bar.", "{}")
signs("sorted_by_byte", "Upper case before underscore before lower case; digits first; a prefix before what it starts.",
      '{"b":"1","a":"2","B":"3","_":"4","0":"5","ab":"6","A":"7","a b":"8","a-":"9","Z":"10","z":"11"}')
signs("sorted_not_by_case", "Not sorted as people sort: Zebra before apple.", '{"apple":"1","Zebra":"2","mango":"3"}')
signs("empty_string_signed", "A member with an empty value is signed as name=.", '{"mchNo":"M1","returnUrl":"","subject":""}')
signs("absent_member_not_signed", "What is not in the body is not signed.", '{"mchNo":"M1"}')
signs("order_in_body_does_not_matter", "The same string as the sorted body has, and the body keeps its own order.", '{"z":"1","m":"2","a":"3"}')
signs("not_url_encoded", "URLs, spaces, percent signs and plus signs are signed as they are.",
      '{"notifyUrl":"http://47.241.33.220:8896/tarspay/notify?a=1&b=%20#x","customerName":"Ann + Bob @ 100%"}')
signs("value_with_bar", "A value may hold |, & and =.", '{"a":"1|2","b":"x&y=z"}')
signs("number_zero", "Numbers are signed with their characters.", '{"step":0}')
signs("number_decimals_kept", "100.00 is not 100.", '{"a":100.00,"b":0.10,"c":100}')
signs("number_exponents_kept", "As written, whatever the exponent's form.", '{"a":1e5,"b":1E+05,"c":1.50e-3}')
signs("number_minus_zero_kept", "-0 is not 0.", '{"a":-0,"b":-0.0}')
signs("number_19_digits", "Larger than a double holds.", '{"id":9007199254740993123,"big":123456789012345678901234567890}')
signs("number_long_fraction", "More digits than a double holds.", '{"a":0.1000000000000000055511151231257827}')
signs("number_and_string_alike", "The number 1 and the string 1 give the same string to sign.", '{"a":1,"b":"1"}')
signs("booleans", "true and false as in JSON.", '{"yes":true,"no":false}')
signs("array_compact", "Arrays are compact JSON.", '{"list":[ 1.0 , "a" , true , [ ] ]}')
signs("object_compact_and_sorted", "Objects are compact JSON, sorted at every depth.", '{"o":{"b":{"y":1,"x":[{"d":1,"c":2}]},"a":"\\u00e9\\n"}}')
signs("escapes_are_undone", "Escapes belong to JSON, not to the value.", r'{"a":"\u0041\/\"\\\u00e9\t"}')
signs("line_end_in_value", "A value may hold a line end.", r'{"address":"Line 1\nLine 2\r\n"}')
signs("control_character_in_value", "Even NUL, if JSON escapes it.", r'{"a":"x\u0000y\u001f"}')
signs("non_ascii_value", "UTF-8, not escapes.", '{"customerName":"Jürgen Müller","city":"Hà Nội","name":"ราคา"}')
signs("astral_value", "Characters beyond the basic plane, raw and as a surrogate pair.", '{"a":"😀","b":"\\ud83d\\ude00"}')
signs("separators_in_value", "U+2028 and DEL are ordinary characters.", '{"a":"\u2028\u2029\u007f"}')
signs("not_normalised", "Composed and decomposed letters stay what they are.", '{"a":"\u00e9","b":"e\u0301"}')
signs("nested_strings_least_escapes", "Only quotes, backslashes and control characters are escaped in nested JSON.", r'{"o":{"a":"\/\u00e9\u007f\"\\\b\f\u0001"}}')
signs("white_space_around_members", "White space of the body is not signed, and is sent.", ' {\n\t"b" : "2" ,\r\n "a" : "1" } \n')
signs("escaped_member_name", "A name is compared after unescaping.", r'{"\u006dchNo":"M1","a":"1"}')
signs("long_value", "A value of ten thousand characters.", json.dumps({"a": "x" * 10_000}, separators=(",", ":")))
signs("two_hundred_members", "Many members, sorted as text: m10 before m2.", json.dumps({f"m{i}": str(i) for i in range(200)}, separators=(",", ":")))
signs("method_lower_case", "The method is signed and sent in upper case.", '{"a":"1"}', method="post")
signs("path_odd_characters", "The path is signed as called.", '{"a":"1"}', path="/api/a-b_c.d~e/%20/@:!$'()*,;=&+")
signs("key_leading_zeros", "A private key that starts with zeros.", '{"a":"1"}', secret=0xABCDEF)
signs("key_one", "The smallest private key.", '{"a":"1"}', secret=1)
signs("key_largest", "The largest private key; its top bit is set.", '{"a":"1"}', secret=N - 1)
signs("key_top_bit", "A private key whose top bit is set is not negative.", '{"a":"1"}', secret=OTHER)
for i in range(8):
    signs(f"plain_request_{i}", "Ordinary requests; r and s of several lengths among them.",
          f'{{"mchNo":"M{i}","mchOrderNo":"ORDER-{i}","amount":"{i}00"}}', nonce=f"17041839636{i:02}", secret=SECRET + i)



def signs_large(name, why, parts):
    """As signs, for a body that is given as repeated parts; the string to sign is told by its digest alone."""
    text = reference.string_to_sign(POST, PATH, NONCE, "".join(part * count for part, count in parts))
    given = {"method": POST, "path": PATH, "nonce": NONCE, "body_parts": parts, "private_key": hex64(SECRET)}
    expect = {"digest": reference.digest(text).hex(), "signature": reference.sign(SECRET, text)}
    add("sign_request", name, why, given, expect)


signs_large("depth_64", "As deep as allowed.", [['{"a":', 1], ["[", 63], ["]", 63], ["}", 1]])
signs_large("one_mebibyte", "As long as allowed.", [['{"a":"', 1], ["x", 2**20 - 8], ['"}', 1]])
refuses("null_member", "null is not signed: leave the member out.", "member_null", "subject", body='{"mchNo":"M1","subject":null}')
refuses("null_nested", "Nor at any depth.", "member_null", "o", body='{"o":{"a":[null]}}')
refuses("duplicate_member", "Two readers may see two values.", "json_duplicate_member", "a", body='{"a":"1","b":"2","a":"1"}')
refuses("duplicate_member_escaped", "Also if one is written with escapes.", "json_duplicate_member", "a", body=r'{"a":"1","\u0061":"2"}')
refuses("duplicate_member_nested", "At any depth.", "json_duplicate_member", "x", body='{"o":[{"x":1,"x":2}]}')
refuses("lone_surrogate", "Half a character.", "json_lone_surrogate", body=r'{"a":"\ud83d"}')
refuses("lone_surrogate_low", "The other half.", "json_lone_surrogate", body=r'{"a":"\ude00x"}')
refuses("lone_surrogate_nested", "At any depth.", "json_lone_surrogate", body=r'{"a":["\ud800\u0041"]}')
refuses("lone_surrogate_in_name", "In a name.", "json_lone_surrogate", body=r'{"\udc00":"1"}')
refuses("byte_order_mark", "UTF-8 needs none.", "body_has_bom", body="\ufeff{}")
refuses("latin_1", "Not UTF-8.", "body_not_utf8", body_hex='{"a":"é"}'.encode("latin-1").hex())
refuses("cut_utf8", "Cut in the middle of a character.", "body_not_utf8", body_hex='{"a":"é'.encode()[:-1].hex())
refuses("surrogate_in_utf8", "A surrogate has no UTF-8.", "body_not_utf8", body_hex=(b'{"a":"\xed\xa0\x80"}').hex())
refuses("gzip", "A compressed body.", "body_not_utf8", body_hex="1f8b0800000000000003ab56")
refuses("depth_65", "One level too deep.", "json_too_deep", body_parts=[['{"a":', 1], ["[", 64], ["]", 64], ["}", 1]])
refuses("depth_100000", "Far too deep: an error, not a crash.", "json_too_deep", body_parts=[['{"a":', 1], ["[", 100_000], ["]", 100_000], ["}", 1]])
refuses("too_large", "One byte more than 1 MiB.", "body_too_large", body_parts=[['{"a":"', 1], ["x", 2**20 - 7], ['"}', 1]])
refuses("empty_body", "A framework has read it already.", "body_missing", body="")
refuses("white_space_body", "Nothing but white space.", "body_missing", body=" \n")
refuses("printed_js_object", "A JavaScript object was turned into text.", "body_not_raw", body="[object Object]")
refuses("printed_python_dict", "A Python dict was printed.", "body_not_raw", body="{'mchNo': 'M1'}")
refuses("printed_java_map", "A Java map was printed.", "body_not_raw", body="{mchNo=M1, amount=100}")
refuses("form_data", "A form, not JSON.", "body_not_raw", body="mchNo=M1&amount=100")
refuses("json_in_json", "Serialised twice.", "body_not_raw", body=json.dumps('{"mchNo":"M1"}'))
refuses("array_body", "A body is one object.", "json_not_object", body='[{"mchNo":"M1"}]')
refuses("string_body", "A body is one object.", "json_not_object", body='"M1"')
refuses("number_body", "A body is one object.", "json_not_object", body="1")
refuses("trailing_text", "Something after the object.", "json_syntax", body="{}x")
refuses("two_objects", "Two objects.", "json_syntax", body="{}{}")
refuses("trailing_comma", "Not JSON.", "json_syntax", body='{"a":"1",}')
refuses("comment", "Not JSON.", "json_syntax", body='{"a":"1"/* x */}')
refuses("single_quotes_inside", "Not JSON.", "json_syntax", body="{\"a\":'1'}")
refuses("cut_off", "Cut off.", "json_syntax", body='{"a":"1')
refuses("leading_zero_number", "Not a JSON number.", "json_syntax", body='{"a":01}')
refuses("plus_number", "Not a JSON number.", "json_syntax", body='{"a":+1}')
refuses("hex_number", "Not a JSON number.", "json_syntax", body='{"a":0x1}')
refuses("nan", "Not a JSON number.", "json_syntax", body='{"a":NaN}')
refuses("point_at_end_number", "Not a JSON number.", "json_syntax", body='{"a":1.}')
refuses("raw_control_character", "Control characters in strings are escaped in JSON.", "json_syntax", body='{"a":"x\ny"}')
refuses("unknown_escape", "Not a JSON escape.", "json_syntax", body=r'{"a":"\x41"}')
for name, member in [("equals", "a=b"), ("ampersand", "a&b"), ("bar", "a|b"), ("line_end", "a\nb"), ("non_ascii", "naïve"), ("empty", ""), ("del", "a\u007f")]:
    refuses(f"member_name_{name}", "The string to sign would be ambiguous.", "member_name_invalid", body=json.dumps({member: "1"}))
for name, path in [("empty", ""), ("no_slash", "api/pay"), ("url", "https://payment.tarspay.com/api/pay"), ("two_slashes", "//host/api"), ("query", "/api/pay?x=1"), ("fragment", "/api/pay#x"), ("bar", "/api|pay"), ("space", "/api pay"), ("line_end", "/api\n"), ("carriage_return", "/api\r"), ("nul", "/api\0"), ("non_ascii", "/äpi")]:
    refuses(f"path_{name}", "The path alone, as called.", "path_invalid", "path", path=path)
for name, nonce in [("empty", ""), ("seconds", "1704183963"), ("microseconds", "1704183963685000"), ("nanoseconds", "1704183963685000000"), ("12_digits", "170418396368"), ("letters", "170418396368x"), ("sign", "-170418396368"), ("point", "1704183963.68"), ("space", " 170418396368"), ("line_end", "1704183963685\n"), ("bar", "1704183963|85"), ("arabic_digits", "١٧٠٤١٨٣٩٦٣٦٨٥")]:
    refuses(f"nonce_{name}", "13 decimal digits of milliseconds.", "nonce_invalid", "X-API-NONCE", nonce=nonce)
for name, method in [("empty", ""), ("space", "PO ST"), ("line_end", "POST\n"), ("bar", "PO|ST"), ("nul", "POST\0"), ("digits", "P0ST")]:
    refuses(f"method_{name}", "A word of letters.", "method_invalid", "method", method=method)

# --- verify_request: a server's side ---


def receives(name, why, expect, body='{"mchNo":"M1"}', signature=None, api_key=KEY, trusted=(KEY,), **given):
    parts = {"method": POST, "path": "/api/balanceInfo", "nonce": NONCE}
    if signature is None:
        signature = reference.sign(SECRET, reference.string_to_sign(**parts, body=body))
    parts |= {"body": body, "api_key": api_key, "signature": signature, "trusted": list(trusted)} | given
    add("verify_request", name, why, parts, expect)


SIGNED = f"POST|/api/balanceInfo|{NONCE}|mchNo=M1"
VALID = {"string_to_sign": SIGNED, "api_key": KEY}
receives("valid", "As signed.", VALID)
receives("valid_high_s", "Either s verifies.", VALID, signature=reference.sign(SECRET, SIGNED, high_s=True))
receives("valid_upper_case_hex", "Hex in either case.", VALID, signature=reference.sign(SECRET, SIGNED).upper(), api_key=KEY.upper())
receives("valid_white_space", "White space of the body is not signed.", VALID, ' { "mchNo" : "M1" } ')
receives("valid_second_trusted_key", "Any trusted key will do.", VALID, trusted=(OTHER_KEY, KEY))
receives("other_value", "A changed member.", fail("signature_mismatch"), signature=reference.sign(SECRET, SIGNED), body='{"mchNo":"M2"}')
receives("other_nonce", "A changed nonce.", fail("signature_mismatch"), signature=reference.sign(SECRET, SIGNED), nonce="1704183963686")
receives("other_path", "A changed path.", fail("signature_mismatch"), signature=reference.sign(SECRET, SIGNED), path="/api/payOutInfo")
receives("other_method", "A changed method.", fail("signature_mismatch"), signature=reference.sign(SECRET, SIGNED), method="GET")
receives("more_members", "An added member.", fail("signature_mismatch"), signature=reference.sign(SECRET, SIGNED), body='{"mchNo":"M1","x":""}')
receives("signed_by_another_key", "Another key's signature.", fail("signature_mismatch"), signature=reference.sign(OTHER, SIGNED))
receives("key_not_trusted", "An API key that nobody trusts, with a right signature.", fail("key_not_trusted"), signature=reference.sign(OTHER, SIGNED), api_key=OTHER_KEY)
receives("api_key_malformed", "A cut-off key.", fail("public_key_malformed"), api_key=KEY[:-4])
receives("signature_missing", "No header.", fail("signature_missing"), signature="")
receives("signature_malformed", "A cut-off signature.", fail("signature_malformed"), signature=reference.sign(SECRET, SIGNED)[:-2])
receives("nonce_in_seconds", "Named as such.", fail("nonce_invalid", "X-API-NONCE"), signature=reference.sign(SECRET, SIGNED), nonce="1704183963")
receives("null_member", "Could not have been signed.", fail("member_null", "a"), signature=reference.sign(SECRET, SIGNED), body='{"a":null}')

# --- verify_callback ---

CALLBACK = {"bizType": 1, "currency": "IDR", "fee": "630", "mchNo": "M1", "mchOrderNo": "ORDER-1", "orderAmount": "31500",
            "payAmount": "31500", "payOrderId": "P17", "state": 2}


def text_of(members):
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False)


def called(name, why, body, expect=None, signed=None, secret=SECRET, keys=(KEY,), signature=None, form="as_received", high_s=True, key=KEY):
    signed = body if signed is None else signed
    if signature is None:
        signature = reference.sign(secret, signed, high_s)
    given = {"keys": list(keys), "signature": signature} | ({"body": body} if isinstance(body, str) else body)
    if expect is None:
        members = reference.parse(body)
        number = lambda name: int(members.get(name))
        expect = {"form": form, "key": key, "biz_type": number("bizType"), "state": number("state"),
                  "replay_key": "|".join(str(members.get(name)) for name in ("mchNo", "payOrderId", "state")),
                  "members": [name for name, _ in members]}
    add("verify_callback", name, why, given, expect)


BODY = text_of(CALLBACK)
SORTED_BODY = text_of(dict(sorted(CALLBACK.items())))
called("as_received", "Compact, as signed; most genuine signatures have a high s.", BODY)
called("as_received_low_s", "A low s verifies too.", BODY, high_s=False)
called("upper_case_signature", "Hex in either case.", BODY, signature=reference.sign(SECRET, BODY, True).upper())
called("pretty_printed", "Indented on the way: the compact form is verified.", json.dumps(CALLBACK, indent=2), signed=BODY, form="compact")
called("trailing_newline", "A line end was added on the way.", BODY + "\n", signed=BODY, form="compact")
called("signed_pretty_printed", "Should the gateway sign indented JSON, it verifies as received.", json.dumps(CALLBACK, indent=2))
REVERSED = text_of(dict(reversed(CALLBACK.items())))
called("reordered", "Members in another order: the sorted form is verified.", REVERSED, signed=SORTED_BODY, form="compact_sorted")
called("reordered_and_pretty", "Both.", json.dumps(dict(reversed(CALLBACK.items())), indent=1), signed=SORTED_BODY, form="compact_sorted")
called("unsorted_as_signed", "Signed in the order received.", REVERSED)
called("unsorted_pretty", "Signed in the order received, indented on the way.", json.dumps(dict(reversed(CALLBACK.items())), indent=1), signed=REVERSED, form="compact")
called("fail_reason", "A withdraw that failed.", text_of(CALLBACK | {"bizType": 2, "state": 3, "failReason": "payment failed"}))
called("fail_reason_non_ascii", "Not escaped.", text_of(CALLBACK | {"failReason": "số dư không đủ 😀"}))
called("escapes_as_received", "Escaped and signed so.", json.dumps(CALLBACK | {"failReason": "số dư"}, separators=(",", ":")))
called("escapes_undone", "Escaped on the way.", json.dumps(CALLBACK | {"failReason": "số dư"}), signed=text_of(CALLBACK | {"failReason": "số dư"}), form="compact")
called("numbers_keep_their_characters", "1.50 stays 1.50 in the compact form.", BODY[:-1] + ', "rate": 1.50 }', signed=BODY[:-1] + ',"rate":1.50}', form="compact")
called("unknown_members", "A newer gateway sends more.", text_of(CALLBACK | {"channel": {"b": [1, None], "a": True}}))
called("unknown_state", "Unknown numbers are kept.", text_of(CALLBACK | {"state": 77, "bizType": 12}))
called("state_as_text", "Older pages call it a string.", text_of(CALLBACK | {"state": "9"}))
called("amount_as_number", "Read with its characters.", text_of(CALLBACK | {"fee": 630}))
called("second_key", "While a key is rotated, two are trusted.", BODY, secret=OTHER, keys=(KEY, OTHER_KEY), key=OTHER_KEY)
called("extra_null_member", "null among unknown members is kept.", text_of(CALLBACK | {"failReason": None}))
for name in ("mchNo", "payOrderId", "state", "bizType", "payAmount"):
    called(f"missing_{name}", "The signature holds, but the member that is documented is not there.",
           text_of({key: value for key, value in CALLBACK.items() if key != name}), fail("member_missing", name))
called("state_not_a_number", "The signature holds, but the state can't be read.", text_of(CALLBACK | {"state": "paid"}), fail("member_type", "state"))
called("state_fraction", "Nor as a fraction.", BODY.replace('"state":2', '"state":2.0'), fail("member_type", "state"))
called("mch_no_object", "Nor a member that is an object.", text_of(CALLBACK | {"mchNo": {}}), fail("member_type", "mchNo"))
MISMATCH = fail("signature_mismatch")
called("tampered_amount", "The amount was changed.", BODY.replace("31500", "91500"), MISMATCH, signed=BODY)
called("tampered_state", "The state was changed.", BODY.replace('"state":2', '"state":9'), MISMATCH, signed=BODY)
called("number_became_text", "The state was quoted on the way.", BODY.replace('"state":2', '"state":"2"'), MISMATCH, signed=BODY)
called("text_became_number", "The amount lost its quotes.", BODY.replace('"31500"', "31500"), MISMATCH, signed=BODY)
called("member_added", "A member was added.", text_of(CALLBACK | {"x": "1"}), MISMATCH, signed=BODY)
called("member_dropped", "A member was dropped.", text_of({k: v for k, v in CALLBACK.items() if k != "fee"}), MISMATCH, signed=BODY)
called("wrong_key", "Signed by a key that is not trusted.", BODY, MISMATCH, secret=OTHER)
called("hashed_once", "One SHA-256 is not enough.", BODY, MISMATCH,
       signature=curves.der(*curves.sign(SECP256K1, SECRET, __import__("hashlib").sha256(BODY.encode()).digest())).hex())
called("signature_of_another_body", "A genuine signature of another callback.", BODY, MISMATCH, signed=BODY.replace("ORDER-1", "ORDER-2"))
called("no_signature", "No header.", BODY, fail("signature_missing"), signature="")
called("cut_signature", "A cut-off header.", BODY, fail("signature_malformed"), signature=reference.sign(SECRET, BODY)[:80])
called("no_keys", "A verifier without keys.", BODY, fail("no_trusted_key"), keys=())
called("empty_body", "The body is gone.", "", fail("body_missing"), signed=BODY)
called("parsed_body", "The body was parsed.", "[object Object]", fail("body_not_raw"), signed=BODY)
called("form_body", "Not JSON.", "mchNo=M1&state=2", fail("body_not_raw"), signed=BODY)
called("duplicate_member", "Two readers may see two values, even if it is signed.", BODY[:-1] + ',"state":3}', fail("json_duplicate_member", "state"))
called("byte_order_mark", "Added on the way.", "\ufeff" + BODY, fail("body_has_bom"), signed=BODY)
called("not_utf8", "Another encoding.", {"body_hex": BODY.encode("utf-16").hex()}, fail("body_not_utf8"), signed=BODY)

# --- verify_text ---


def says(name, why, text, expect, signed=None, keys=(KEY,), **more):
    given = {"text": text, "signature": reference.sign(SECRET, text if signed is None else signed), "keys": list(keys)} | more
    add("verify_text", name, why, given, expect)


says("plain", "Any text.", "hello", {"key": KEY})
says("empty", "Even none.", "", {"key": KEY})
says("non_ascii", "UTF-8.", "héllo 😀\n", {"key": KEY})
says("second_key", "Tells which key matched.", "hello", {"key": KEY}, keys=(OTHER_KEY, KEY))
says("changed", "Not this text.", "hello!", MISMATCH, signed="hello")
says("wrong_key", "Not this key.", "hello", MISMATCH, keys=(OTHER_KEY,))

# --- private_key, public_key: every form and every mistake ---

OID_EC, OID_K1, OID_R1 = "06072a8648ce3d0201", "06052b8104000a", "06082a8648ce3d030107"


def tlv(tag, *parts):
    body = b"".join(bytes.fromhex(part) if isinstance(part, str) else part for part in parts)
    length = bytes([len(body)]) if len(body) < 128 else bytes([0x81, len(body)])
    return bytes([tag]) + length + body


def sec1(secret, curve, oid, named=True):
    point = bytes.fromhex(curves.public_key(curve, secret, compressed=False))
    return tlv(0x30, "020101", tlv(4, hex64(secret)), *([tlv(0xA0, oid)] if named else []), tlv(0xA1, tlv(3, b"\0", point)))


def pkcs8(secret, curve, oid):
    return tlv(0x30, "020100", tlv(0x30, OID_EC, oid), tlv(4, sec1(secret, curve, oid, named=False)))


def spki_of(point, oid, algorithm=OID_EC):
    return tlv(0x30, tlv(0x30, algorithm, oid), tlv(3, b"\0", point))


def spki(secret, curve, oid):
    return spki_of(curves.public_key(curve, secret, compressed=False), oid)


def pem(label, der, newline="\n"):
    text = base64.b64encode(der).decode()
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    return newline.join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


SEC1, PKCS8, SPKI = sec1(SECRET, SECP256K1, OID_K1), pkcs8(SECRET, SECP256K1, OID_K1), spki(SECRET, SECP256K1, OID_K1)
UNCOMPRESSED = curves.public_key(SECP256K1, SECRET, compressed=False)


def private(name, why, text, expect):
    add("private_key", name, why, {"text": text}, expect if isinstance(expect, dict) else fail(expect))


HAS_KEY = {"public_key": KEY}
private("hex", "64 hex digits.", hex64(SECRET), HAS_KEY)
private("hex_upper_case", "In either case.", hex64(SECRET).upper(), HAS_KEY)
private("one", "The smallest.", hex64(1), {"public_key": reference.public_key(1)})
private("largest", "The largest.", hex64(N - 1), {"public_key": reference.public_key(N - 1)})
private("top_bit", "Not negative.", hex64(OTHER), {"public_key": OTHER_KEY})
private("sec1_pem", "OpenSSL's older form.", pem("EC PRIVATE KEY", SEC1), HAS_KEY)
private("sec1_pem_with_parameters", "As openssl ecparam -genkey writes it.", pem("EC PARAMETERS", bytes.fromhex(OID_K1)) + pem("EC PRIVATE KEY", SEC1), HAS_KEY)
private("pkcs8_pem", "OpenSSL's newer form.", pem("PRIVATE KEY", PKCS8), HAS_KEY)
private("pkcs8_pem_crlf", "Line ends of Windows.", pem("PRIVATE KEY", PKCS8, "\r\n"), HAS_KEY)
private("zero", "No key.", hex64(0), "private_key_out_of_range")
private("order", "The order is no key.", hex64(N), "private_key_out_of_range")
private("all_ones", "Above the order.", "f" * 64, "private_key_out_of_range")
for name, text in [("empty", ""), ("prefix_0x", "0x" + hex64(SECRET)), ("white_space_in_front", " " + hex64(SECRET)), ("line_end", hex64(SECRET) + "\n"), ("lost_zeros_62", f"{SECRET:064x}"[2:]), ("lost_zero_63", f"{SECRET:064x}"[1:]), ("java_sign_byte", "00" + hex64(SECRET)), ("short", "ab"), ("long", hex64(SECRET) * 2), ("letter", hex64(SECRET)[:-1] + "g"), ("quotes", '"' + hex64(SECRET) + '"'), ("base64", base64.b64encode(bytes.fromhex(hex64(SECRET))).decode()), ("non_ascii", "é" * 64), ("pem_cut", pem("PRIVATE KEY", PKCS8)[:100]), ("pem_encrypted", pem("ENCRYPTED PRIVATE KEY", PKCS8)), ("pem_line_ends_lost", pem("PRIVATE KEY", PKCS8, " ")), ("pem_garbage", pem("PRIVATE KEY", b"\x30\x03\x02\x01\x00"))]:
    private(f"malformed_{name}", "Named in the error's text.", text, "private_key_malformed")
private("public_key_hex", "A public key.", KEY, "key_kind_swapped")
private("public_key_uncompressed", "A public key.", UNCOMPRESSED, "key_kind_swapped")
private("public_key_pem", "A public key.", pem("PUBLIC KEY", SPKI), "key_kind_swapped")
private("p256_sec1_pem", "Of secp256r1.", pem("EC PRIVATE KEY", sec1(SECRET, SECP256R1, OID_R1)), "key_wrong_curve")
private("p256_pkcs8_pem", "Of secp256r1.", pem("PRIVATE KEY", pkcs8(SECRET, SECP256R1, OID_R1)), "key_wrong_curve")


def public(name, why, text, expect):
    add("public_key", name, why, {"text": text}, expect if isinstance(expect, dict) else fail(expect))


public("compressed", "66 hex digits.", KEY, {"hex": KEY, "uncompressed": UNCOMPRESSED})
public("compressed_upper_case", "In either case.", KEY.upper(), {"hex": KEY, "uncompressed": UNCOMPRESSED})
public("compressed_other_sign", "The other half of all keys starts with the other digit.", reference.public_key(N - SECRET), {"hex": reference.public_key(N - SECRET), "uncompressed": curves.public_key(SECP256K1, N - SECRET, compressed=False)})
public("uncompressed", "130 hex digits.", UNCOMPRESSED, {"hex": KEY, "uncompressed": UNCOMPRESSED})
public("spki_pem", "As openssl pkey -pubout writes it.", pem("PUBLIC KEY", SPKI), {"hex": KEY, "uncompressed": UNCOMPRESSED})
public("gateway", "The gateway's published key.", "03029c655932f22aee81034d109795fbd7e23ca173ca27e195091d434e593a2e0f", {"hex": "03029c655932f22aee81034d109795fbd7e23ca173ca27e195091d434e593a2e0f"})
for name, text in [("empty", ""), ("prefix_0x", "0x" + KEY), ("white_space", KEY + " "), ("cut", KEY[:-1]), ("cut_two_bytes", KEY[:-4]), ("letter", KEY[:-1] + "z"), ("first_byte_05", "05" + KEY[2:]), ("hybrid_06", "06" + UNCOMPRESSED[2:]), ("hybrid_07", "07" + UNCOMPRESSED[2:]), ("infinity", "00"), ("without_04", UNCOMPRESSED[2:]), ("uncompressed_cut", UNCOMPRESSED[:-2]), ("pem_cut", pem("PUBLIC KEY", SPKI)[:80]), ("pem_garbage", pem("PUBLIC KEY", b"\x30\x00"))]:
    public(f"malformed_{name}", "Named in the error's text.", text, "public_key_malformed")
OFF_CURVE = next(f"02{x:064x}" for x in range(1, 99) if pow(x**3 + 7, (SECP256K1.p - 1) // 2, SECP256K1.p) != 1)
public("off_curve", "No point has this x.", OFF_CURVE, "public_key_not_on_curve")
public("off_curve_uncompressed", "y does not belong to x.", UNCOMPRESSED[:-1] + ("0" if UNCOMPRESSED[-1] != "0" else "1"), "public_key_not_on_curve")
public("x_not_reduced", "x is not below the field's prime.", f"02{SECP256K1.p + 1:064x}", "public_key_not_on_curve")
public("cut_byte", "64 digits look like a private key, and are better taken for one.", KEY[:-2], "key_kind_swapped")
public("private_key_hex", "A private key.", hex64(SECRET), "key_kind_swapped")
public("private_key_pem", "A private key.", pem("PRIVATE KEY", PKCS8), "key_kind_swapped")
public("spki_pem_compressed", "The point in its short form.", pem("PUBLIC KEY", spki_of(KEY, OID_K1)), {"hex": KEY, "uncompressed": UNCOMPRESSED})
public("spki_pem_crlf", "Line ends of Windows.", pem("PUBLIC KEY", SPKI, "\r\n"), {"hex": KEY, "uncompressed": UNCOMPRESSED})
for name, point in [("hybrid", ("07" if int(UNCOMPRESSED[-1], 16) % 2 else "06") + UNCOMPRESSED[2:]), ("compact_05", "05" + KEY[2:]), ("infinity", "00"), ("empty", "")]:
    public(f"malformed_spki_pem_{name}", "The forms of a point are the same as in hex.", pem("PUBLIC KEY", spki_of(point, OID_K1)), "public_key_malformed")
public("malformed_spki_pem_trailing_byte", "Nothing may follow.", pem("PUBLIC KEY", SPKI + b"\0"), "public_key_malformed")
public("malformed_pem_label", "The label says that it is something else.", pem("CERTIFICATE", SPKI), "public_key_malformed")
public("spki_pem_off_curve", "No point has this x.", pem("PUBLIC KEY", spki_of(OFF_CURVE, OID_K1)), "public_key_not_on_curve")
public("spki_pem_other_algorithm", "Of secp256k1, but for key agreement.", pem("PUBLIC KEY", spki_of(UNCOMPRESSED, OID_K1, "06052b8104010c")), "key_wrong_curve")
public("p256_pem", "Of secp256r1.", pem("PUBLIC KEY", spki(SECRET, SECP256R1, OID_R1)), "key_wrong_curve")

# --- signature: strict DER in hex ---

R, S = curves.sign(SECP256K1, SECRET, reference.digest("hello"))
DER = curves.der(R, S)


def signature(name, why, text, expect="signature_malformed"):
    add("signature", name, why, {"text": text}, expect if isinstance(expect, dict) else fail(expect))


def integer(value):
    raw = value.to_bytes(max(1, value.bit_length() // 8 + 1), "big")
    return tlv(2, raw)


def read(r, s):
    return {"high_s": s > N // 2, "normalized": curves.der(r, min(s, N - s)).hex(), "raw": f"{r:064x}{s:064x}"}


signature("low_s", "As made here.", DER.hex(), read(R, S))
signature("high_s", "As the gateway makes most of them.", curves.der(R, N - S).hex(), read(R, N - S))
signature("upper_case", "Hex in either case.", DER.hex().upper(), read(R, S))
signature("shortest", "r and s of one byte.", curves.der(1, 1).hex(), read(1, 1))
signature("largest", "r and s just below the order.", curves.der(N - 1, N - 1).hex(), read(N - 1, N - 1))
signature("empty", "No header.", "", "signature_missing")
for name, text in [
    ("prefix_0x", "0x" + DER.hex()), ("white_space", DER.hex() + " "), ("odd_digits", DER.hex()[:-1]), ("cut", DER.hex()[:-2]), ("doubled", DER.hex() * 2),
    ("base64", base64.b64encode(DER).decode()), ("raw_r_s", f"{R:064x}{S:064x}"), ("letter", DER.hex()[:-1] + "g"),
    ("trailing_byte", (DER + b"\0").hex()), ("trailing_byte_inside", tlv(0x30, integer(R), integer(S), b"\0").hex()),
    ("ber_long_length", (b"\x30\x81" + DER[1:]).hex()), ("ber_indefinite_length", (b"\x30\x80" + DER[2:] + b"\0\0").hex()),
    ("padded_integer", tlv(0x30, tlv(2, b"\0" + integer(1)[2:]), integer(S)).hex()), ("negative_r", tlv(0x30, tlv(2, b"\xff"), integer(S)).hex()),
    ("zero_r", tlv(0x30, integer(0), integer(S)).hex()), ("zero_s", tlv(0x30, integer(R), integer(0)).hex()),
    ("r_is_order", tlv(0x30, integer(N), integer(S)).hex()), ("s_above_order", tlv(0x30, integer(R), integer(N + 1)).hex()),
    ("empty_integer", tlv(0x30, tlv(2, b""), integer(S)).hex()), ("one_integer", tlv(0x30, integer(R)).hex()), ("three_integers", tlv(0x30, integer(R), integer(S), integer(S)).hex()),
    ("not_a_sequence", tlv(0x31, integer(R), integer(S)).hex()), ("empty_sequence", "3000"), ("one_byte", "30"), ("null", "0500"), ("non_ascii", "é" * 70),
]:
    signature(name, "Not strict DER in hex.", text)


def content(op, cases):
    head = json.dumps("by `cargo xtask vectors` from tests/vectors/make.py; do not edit")
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    return f'{{ "generated": {head},\n "op": "{op}",\n "cases": [\n{lines}\n ]\n}}\n'


def main():
    check = sys.argv[1:] == ["--check"]
    folder = HERE / "staged"
    folder.mkdir(exist_ok=True)
    stale = []
    for op, cases in FILES.items():
        names = [case["name"] for case in cases]
        assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
        path, text = folder / f"{op}.json", content(op, cases)
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        sys.exit(f"stale: {', '.join(stale)}; run cargo xtask vectors")
    print(f"{sum(map(len, FILES.values()))} staged cases")


main()
