"""Any input at all: a result, or one of the library's own errors. `cargo xtask properties` runs a million of them."""

from __future__ import annotations

import json
import os
from typing import Any

import tarspay
from conftest import KEY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tarspay import hazmat
from tarspay.testing import TestGateway

GATEWAY = TestGateway()
SENT = GATEWAY.callback()
SIGNER = tarspay.Signer(KEY)
VERIFIER = GATEWAY.verifier()
EXAMPLES = int(os.environ.get("TARSPAY_EXAMPLES", "1000"))


def any_input(percent: int) -> settings:
    """So many of the examples; an explanation takes as long as a hundred signatures."""
    return settings(
        max_examples=max(10, EXAMPLES * percent // 100),
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


TEXT = st.text(max_size=80) | st.sampled_from(["", KEY, SENT.signature, "POST", "/api/balanceInfo", "1702279880267"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
METHOD, PATH, NONCE = (
    st.one_of(TEXT, *[st.just(usual)] * 4) for usual in ("POST", "/api/balanceInfo", "1702279880267")
)
MEMBERS = st.dictionaries(TEXT, JSON, max_size=5)


@st.composite
def changed(draw: st.DrawFn, valid: bytes) -> bytes:
    """The valid bytes with a few of them changed, dropped or doubled."""
    body = bytearray(valid)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(body)))
        body[at : at + draw(st.integers(0, 2))] = draw(st.binary(max_size=2))
    return bytes(body)


BODY = st.binary(max_size=200) | changed(SENT.body) | MEMBERS.map(lambda members: json.dumps(members).encode())


def own_errors_only(call: Any, *arguments: Any) -> Any:
    """What the call returns; nothing if it refuses as it should."""
    try:
        return call(*arguments)
    except tarspay.TarsPayError as error:
        refused = error
    assert refused.code
    assert len(str(refused)) < 2_000
    return None


@any_input(30)
@given(TEXT, st.binary(max_size=80) | changed(bytes.fromhex(KEY)))
def test_keys(text: str, data: bytes) -> None:
    for call in (tarspay.PrivateKey, tarspay.PublicKey, hazmat.Signature):
        own_errors_only(call, text)
    for call in (
        tarspay.PrivateKey,
        tarspay.PrivateKey.from_der,
        tarspay.PublicKey.from_der,
        tarspay.PublicKey.from_sec1,
    ):
        own_errors_only(call, data)


@any_input(30)
@given(BODY, TEXT | changed(SENT.signature.encode()).map(lambda text: text.decode("latin-1")))
def test_callbacks(body: bytes, signature: str) -> None:
    callback = own_errors_only(VERIFIER.verify_callback, body, signature)
    if callback is not None:
        assert callback.members == SENT_MEMBERS


SENT_MEMBERS = VERIFIER.verify_callback(SENT.body, SENT.signature).members


@any_input(20)
@given(METHOD, PATH, NONCE, MEMBERS | BODY)
def test_requests(method: str, path: str, nonce: str, body: Any) -> None:
    signed = own_errors_only(SIGNER.sign, method, path, body, nonce)
    if signed is not None:
        assert hazmat.verify_prehash(
            SIGNER.public_key,
            hazmat.double_sha256(signed.string_to_sign),
            signed.headers["X-API-SIGNATURE"],
        )


@any_input(19)
@given(MEMBERS | BODY)
def test_models(body: Any) -> None:
    own_errors_only(tarspay.validate, "create_deposit", body)
    own_errors_only(tarspay.parse_response, "query_balance", body)


@any_input(1)
@given(METHOD, PATH, NONCE, BODY, TEXT)
def test_explanations(method: str, path: str, nonce: str, body: bytes, signature: str) -> None:
    explanation = own_errors_only(lambda: tarspay.explain_request(method, path, nonce, body, signature=signature))
    assert explanation is None or explanation.to_dict()
