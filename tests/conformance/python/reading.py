"""`python reading.py CASES`: a second reading of the rules, which knows nothing of this project but its cases."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from typing import Any

import ecdsa
from ecdsa.util import sigencode_der_canonize

CURVE = ecdsa.SECP256k1
Json = dict[str, Any]


class Refused(Exception): ...


class Number(str): ...


def refuse(problem: bool) -> None:
    if problem:
        raise Refused


def members(pairs: list[tuple[str, Any]]) -> Json:
    refuse(len({name for name, _ in pairs}) != len(pairs))
    return dict(pairs)


def parse(body: bytes) -> Json:
    refuse(len(body) > 1 << 20 or body.startswith(b"\xef\xbb\xbf"))
    hooks: Any = {"parse_int": Number, "parse_float": Number, "parse_constant": refuse}
    try:
        read = json.loads(body.decode(), object_pairs_hook=members, **hooks)
        json.dumps(read, ensure_ascii=False).encode()  # Fails for half a surrogate pair.
    except (ValueError, RecursionError) as error:
        raise Refused from error
    refuse(not isinstance(read, dict) or depth(read) > 64)
    return dict(read)


def inside(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def depth(value: Any) -> int:
    return isinstance(value, dict | list) + max(map(depth, inside(value)), default=0)


def compact(value: Any, is_sorted: bool) -> str:
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode()) if is_sorted else value.items()
        return "{" + ",".join(f"{compact(name, is_sorted)}:{compact(one, is_sorted)}" for name, one in pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(compact(one, is_sorted) for one in value) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def has_null(value: Any) -> bool:
    return value is None or any(map(has_null, inside(value)))


def string_to_sign(method: str, path: str, nonce: str, body: bytes) -> str:
    refuse(not re.fullmatch("[0-9]{13}", nonce, re.ASCII) or not re.fullmatch("[A-Za-z]+", method))
    refuse(not re.fullmatch(r"/(?!/)[!-~]*", path) or any(sign in path for sign in ("?", "#", "|", "://")))
    read = parse(body)
    for name, value in read.items():
        refuse(not re.fullmatch(r"[ -~]+", name) or any(sign in name for sign in "=&|") or has_null(value))
    texts = {name: str(value) if isinstance(value, str) else compact(value, True) for name, value in read.items()}
    return f"{method.upper()}|{path}|{nonce}|" + "&".join(f"{name}={texts[name]}" for name in sorted(texts))


def double_sha256(text: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(text).digest()).digest()


def integers(signature: str) -> tuple[int, int]:
    refuse(not re.fullmatch("([0-9a-fA-F]{2})+", signature))
    der, found = bytes.fromhex(signature), []
    refuse(len(der) < 8 or der[0] != 0x30 or der[1] != len(der) - 2)
    rest = der[2:]
    for _ in range(2):
        refuse(len(rest) < 3 or rest[0] != 2 or rest[1] == 0 or rest[1] > len(rest) - 2)
        value, rest = rest[2 : 2 + rest[1]], rest[2 + rest[1] :]
        refuse(value[0] > 0x7F or (len(value) > 1 and value[0] == 0 and value[1] < 0x80))
        found.append(int.from_bytes(value, "big"))
    refuse(rest != b"" or not all(0 < value < CURVE.order for value in found))
    return found[0], found[1]


def public(key: str) -> Any:
    refuse(not re.fullmatch("0[23][0-9a-fA-F]{64}|04[0-9a-fA-F]{128}", key))
    return ecdsa.VerifyingKey.from_string(bytes.fromhex(key), CURVE)


def holds(text: bytes, signature: tuple[int, int], keys: list[str]) -> bool:
    digest, signed = int.from_bytes(double_sha256(text), "big"), ecdsa.ecdsa.Signature(*signature)
    refuse(not keys)
    return any(public(key).pubkey.verifies(digest, signed) for key in keys)


def sign_request(case: Json) -> Json:
    text = string_to_sign(case["method"], case["path"], case["nonce"], case["raw"])
    digest = double_sha256(text.encode())
    key = ecdsa.SigningKey.from_string(bytes.fromhex(case["private_key"]), CURVE)
    signature = key.sign_digest_deterministic(digest, hashlib.sha256, sigencode=sigencode_der_canonize)
    return {"string_to_sign": text, "digest": digest.hex(), "signature": signature.hex()}


def verify_request(case: Json) -> Json:
    signature = integers(case["signature"])
    key = public(case["api_key"]).to_string("compressed").hex()
    refuse(key not in case["trusted"])
    text = string_to_sign(case["method"], case["path"], case["nonce"], case["raw"])
    refuse(not holds(text.encode(), signature, [key]))
    return {"string_to_sign": text}


def verify_callback(case: Json) -> Json:
    signature, read = integers(case["signature"]), parse(case["raw"])
    texts = [case["raw"], compact(read, False).encode(), compact(read, True).encode()]
    refuse(not any(holds(text, signature, case["keys"]) for text in texts))
    return {"holds": True}


def verify_text(case: Json) -> Json:
    refuse(not holds(case["text"].encode(), integers(case["signature"]), case["keys"]))
    return {"holds": True}


def answer(case: Json) -> Json:
    given = case["input"]
    given["raw"] = bytes.fromhex(given["body_hex"]) if "body_hex" in given else given.get("body", "").encode()
    try:
        return dict(globals()[case["op"]](given))
    except (Refused, ecdsa.errors.MalformedPointError):
        return {"refused": True}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as cases:
        for case in map(json.loads, cases):
            known = case["op"] in ("sign_request", "verify_request", "verify_callback", "verify_text")
            known = known and "body_parts" not in case["input"]
            print(json.dumps({"id": case["id"], "answer": answer(case) if known else None}))
