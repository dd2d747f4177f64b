"""`python answers.py CASES` where the wheel is installed: one line of JSON for each case."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import tarspay
from tarspay import hazmat

Json = dict[str, Any]


def body_of(case: Json) -> bytes:
    if "body_hex" in case:
        return bytes.fromhex(case["body_hex"])
    if "body_parts" in case:
        return b"".join(text.encode() * count for text, count in case["body_parts"])
    return str(case["body"]).encode()


def sign_request(case: Json) -> Json:
    body, signer = body_of(case), tarspay.Signer(case["private_key"])
    request = signer.sign(case["method"], case["path"], body, case["nonce"])
    unsigned = tarspay.UnsignedRequest(case["method"], case["path"], body, case["nonce"])
    return {
        "method": request.method,
        "string_to_sign": request.string_to_sign,
        "digest": unsigned.signing_digest.hex(),
        "signature": request.headers["X-API-SIGNATURE"],
        "api_key": request.headers["X-API-KEY"],
    }


def verify_request(case: Json) -> Json:
    parts = {name: case[name] for name in ("api_key", "nonce", "signature")}
    verified = tarspay.Verifier(case["trusted"]).verify_request(case["method"], case["path"], body_of(case), **parts)
    return {"string_to_sign": verified.string_to_sign, "api_key": str(verified.api_key)}


def verify_callback(case: Json) -> Json:
    callback = tarspay.Verifier(case["keys"]).verify_callback(body_of(case), case["signature"])
    return {
        "form": callback.matched_form,
        "key": str(callback.matched_key),
        "biz_type": callback.biz_type,
        "state": callback.state,
        "replay_key": callback.replay_key,
    }


def verify_text(case: Json) -> Json:
    return {"key": str(tarspay.Verifier(case["keys"]).verify_text(case["text"], case["signature"]))}


def private_key(case: Json) -> Json:
    return {"public_key": str(tarspay.PrivateKey(case["text"]).public_key)}


def public_key(case: Json) -> Json:
    key = tarspay.PublicKey(case["text"])
    return {"hex": key.to_hex(), "uncompressed": key.to_uncompressed_hex()}


def signature(case: Json) -> Json:
    read = hazmat.Signature(case["text"])
    return {"high_s": read.is_high_s, "normalized": read.normalized().to_hex(), "raw": read.to_raw().hex()}


def validate(case: Json) -> Json:
    options = {name: case[name] for name in ("market", "strict", "allow_test_hosts") if name in case}
    found = tarspay.validate(case["endpoint"], body_of(case), **options)
    return {"problems": [[one.severity, one.member, one.code, one.gateway_code] for one in found]}


def explain_request(case: Json) -> Json:
    options = {"api_key": case.get("apiKey"), "signature": case.get("signature")}
    others = {"other_keys": case.get("otherKeys", []), "other_nonces": case.get("otherNonces", [])}
    return explained(
        tarspay.explain_request(case["method"], case["path"], case["nonce"], body_of(case), **options, **others)
    )


def explain_callback(case: Json) -> Json:
    options = {"keys": case.get("keys"), "other_keys": case.get("otherKeys", [])}
    place = {"path": case.get("path"), "nonce": case.get("nonce")}
    return explained(tarspay.explain_callback(body_of(case), case.get("signature"), **options, **place))


def explained(found: tarspay.Explanation) -> Json:
    return {"mistakes": found.mistakes, "text": str(found)}


OPERATIONS: dict[str, Callable[[Json], Json]] = {
    operation.__name__: operation
    for operation in (
        sign_request,
        verify_request,
        verify_callback,
        verify_text,
        private_key,
        public_key,
        signature,
        validate,
        explain_request,
        explain_callback,
    )
}


def answer(case: Json) -> Json:
    try:
        return OPERATIONS[case["op"]](case["input"])
    except tarspay.TarsPayError as error:
        return {"error": error.code, "field": error.field}


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as cases:
        for line in cases:
            case = json.loads(line)
            print(json.dumps({"id": case["id"], "answer": answer(case)}))


if __name__ == "__main__":
    main()
