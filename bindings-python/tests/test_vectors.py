"""The vectors that every language reads: see tests/vectors/README.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
import tarspay
from conftest import ROOT
from tarspay import hazmat
from tarspay.testing import TestGateway

VECTORS = ROOT / "tests" / "vectors"
Json = dict[str, Any]


def load(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


def body_of(case: Json) -> bytes:
    if "body_hex" in case:
        return bytes.fromhex(case["body_hex"])
    if "body_parts" in case:
        return b"".join(text.encode() * count for text, count in case["body_parts"])
    return str(case["body"]).encode()


def sign_request(case: Json) -> Json:
    body = body_of(case)
    request = tarspay.Signer(case["private_key"]).sign(case["method"], case["path"], body, case["nonce"])
    assert request.body == body
    unsigned = tarspay.UnsignedRequest(case["method"], case["path"], body, case["nonce"])
    assert unsigned.string_to_sign == request.string_to_sign
    assert tarspay.string_to_sign(case["method"], case["path"], case["nonce"], body) == request.string_to_sign
    stages = tarspay.explain_request(case["method"], case["path"], case["nonce"], body).to_dict()
    return {
        "method": request.method,
        "members": [[member["name"], member["text"]] for member in stages["signedMembers"]],
        "string_to_sign": request.string_to_sign,
        "digest": unsigned.signing_digest.hex(),
        "signature": request.headers["X-API-SIGNATURE"],
        "api_key": request.headers["X-API-KEY"],
    }


def verify_request(case: Json) -> Json:
    parts = {name: case[name] for name in ("api_key", "nonce", "signature")}
    verifier = tarspay.Verifier(case["trusted"])
    verified = verifier.verify_request(case["method"], case["path"], body_of(case), **parts)
    return {"string_to_sign": verified.string_to_sign, "api_key": str(verified.api_key)}


def verify_callback(case: Json) -> Json:
    callback = tarspay.Verifier(case["keys"]).verify_callback(body_of(case), case["signature"])
    [row] = tarspay.Verifier(case["keys"]).verify_callbacks([body_of(case)], [case["signature"]])
    assert row == callback
    return {
        "form": callback.matched_form,
        "key": str(callback.matched_key),
        "biz_type": callback.biz_type,
        "state": callback.state,
        "replay_key": callback.replay_key,
        "members": list(callback.members),
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


OPERATIONS: dict[str, Callable[[Json], Json]] = {
    operation.__name__: operation
    for operation in (sign_request, verify_request, verify_callback, verify_text, private_key, public_key, signature)
}
STAGED = [
    pytest.param(file["op"], case, id=f"{file['op']}-{case['name']}")
    for file in (load(f"staged/{path.name}") for path in sorted((VECTORS / "staged").glob("*.json")))
    for case in file["cases"]
]


@pytest.mark.parametrize(("op", "case"), STAGED)
def test_staged(op: str, case: Json) -> None:
    operation, expect = OPERATIONS[op], case["expect"]
    if "error" in expect:
        assert set(expect) <= {"error", "field"}
        with pytest.raises(tarspay.TarsPayError) as caught:
            operation(case["input"])
        assert caught.value.code == expect["error"], caught.value
        assert "field" not in expect or caught.value.field == expect["field"]
        return
    found = operation(case["input"])
    assert {name: found[name] for name in expect} == expect


def test_there_are_staged_vectors_of_every_operation() -> None:
    assert {parameters.values[0] for parameters in STAGED} == set(OPERATIONS)
    assert len(STAGED) > 100


VALIDATE = load("validate.json")


@pytest.mark.parametrize("case", VALIDATE["cases"], ids=[case["name"] for case in VALIDATE["cases"]])
def test_validate(case: Json) -> None:
    assert VALIDATE["op"] == "validate"
    assert set(case["expect"]) == {"problems"}
    given = dict(case["input"])
    endpoint, body = given.pop("endpoint"), given.pop("body")
    assert set(given) <= {"market", "strict", "allow_test_hosts"}
    found = tarspay.validate(endpoint, body, **given)
    assert [tuple(problem[name] for name in problem) for problem in case["expect"]["problems"]] == [
        tuple(getattr(problem, name) for name in expected)
        for problem, expected in zip(found, case["expect"]["problems"], strict=True)
    ]


PUBLISHED = load("published.json")["vectors"]


@pytest.mark.parametrize("case", PUBLISHED, ids=[case["source"][:40] for case in PUBLISHED])
def test_published(case: Json) -> None:
    verifier = tarspay.Verifier(case["public_key"])
    if case["kind"] == "callback":
        callback = verifier.verify_callback(case["signed_text"], case["signature"])
        assert callback.members == case["body"]
        pretty = verifier.verify_callback(json.dumps(case["body"], indent=2), case["signature"])
        assert pretty.matched_form == "compact"
    elif case["kind"] == "request":
        body = json.dumps(case["body"], ensure_ascii=False)
        parts = {"api_key": case["public_key"], "nonce": case["nonce"], "signature": case["signature"]}
        verified = verifier.verify_request("POST", case["path"], body, **parts)
        assert verified.string_to_sign == case["signed_text"]
    else:
        assert str(verifier.verify_text(case["signed_text"], case["signature"])) == case["public_key"]
    with pytest.raises(tarspay.SignatureMismatch):
        verifier.verify_text(case["signed_text"] + "x", case["signature"])


EXAMPLES = load("gateway_examples.json")["examples"]


@pytest.mark.parametrize("case", EXAMPLES, ids=[case["name"] for case in EXAMPLES])
def test_examples_of_the_gateway(case: Json) -> None:
    if case["part"] == "request":
        problems = tarspay.validate(case["endpoint"], case["body"])
        assert [problem for problem in problems if problem.code in ("json_syntax", "member_type")] == []
    elif case["part"] == "response":
        assert tarspay.parse_response(case["endpoint"], case["body"]).is_success
    else:
        assert case["part"] == "callback"
        sent = TestGateway().callback(json.loads(case["body"]))
        assert TestGateway().verifier().verify_callback(sent.body, sent.signature)


EXPLAIN = [
    pytest.param(case, id=case["name"])
    for name in ("requests", "callbacks", "controls")
    for case in load(f"explain/{name}.json")["cases"]
]


@pytest.mark.parametrize("case", EXPLAIN)
def test_explain(case: Json) -> None:
    expect = case["expect"]
    known = {
        "verdict",
        "mistakes",
        "faults",
        "signed_sha256",
        "recovered_key",
        "key_role",
        "matched_form",
        "string_to_sign",
    }
    assert set(expect) <= known | {"first_digest", "second_digest", "own_signature"}
    body = body_of(case)
    private_key = case.get("privateKey")
    if case["kind"] == "request":
        found = tarspay.explain_request(
            case["method"],
            case["path"],
            case["nonce"],
            body,
            api_key=case.get("apiKey"),
            private_key=private_key,
            signature=case.get("signature"),
            other_keys=case.get("otherKeys", []),
            other_nonces=case.get("otherNonces", []),
        )
    else:
        assert case["kind"] == "callback"
        found = tarspay.explain_callback(
            body,
            case.get("signature"),
            keys=case.get("keys"),
            private_key=private_key,
            other_keys=case.get("otherKeys", []),
            path=case.get("path"),
            nonce=case.get("nonce"),
        )
    stages = found.to_dict()
    diagnosis = stages["diagnosis"] or {}
    assert found.verdict == expect["verdict"]
    assert found.mistakes == expect.get("mistakes", [])
    if "faults" in expect:
        assert [fault["code"] for fault in stages["faults"]] == expect["faults"]
    if "signed_sha256" in expect and diagnosis.get("proven", True):
        signed = diagnosis.get("signedText") or stages["stringToSign"]
        assert hashlib.sha256(signed.encode()).hexdigest() == expect["signed_sha256"]
    if "recovered_key" in expect:
        assert expect["recovered_key"] in diagnosis["recoveredKeys"]
    if "key_role" in expect:
        assert diagnosis["key"]["role"] == expect["key_role"]
    names = {"matched_form": "matchedForm", "string_to_sign": "stringToSign", "own_signature": "signature"}
    names |= {"first_digest": "firstDigest", "second_digest": "secondDigest"}
    for name, stage in names.items():
        assert name not in expect or stages[stage] == expect[name]
    if private_key:
        assert private_key not in str(found) + str(stages)
