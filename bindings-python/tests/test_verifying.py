"""Verifying callbacks, texts and requests, one at a time and many at once."""

from __future__ import annotations

import array
import mmap
import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import tarspay
from conftest import KEY
from tarspay import Callback, TarsPayError, Verifier
from tarspay.testing import TestGateway, sample_callback


def code_of(row: object) -> str:
    assert isinstance(row, TarsPayError), row
    return row.code


def test_a_callback_is_read(gateway: TestGateway) -> None:
    sent = gateway.callback({**sample_callback(), "state": 9, "payAmount": "31400", "new": [1, "x", {"a": True}]})
    callback = gateway.verifier().verify_callback(sent.body, sent.signature)
    assert (callback.biz_type, callback.state, callback.state_name) == (1, 9, "partial")
    assert (callback.currency, callback.fee, callback.fail_reason) == ("IDR", "630", None)
    assert (callback.mch_no, callback.mch_order_no) == ("M1696154848", "TEST-ORDER-1")
    assert (callback.order_amount, callback.pay_amount) == ("31500", "31400")
    assert (callback.is_success, callback.is_failure, callback.is_final) == (False, False, True)
    assert callback.replay_key == "M1696154848|P1734517376779485186|9"
    assert (callback.matched_form, callback.matched_key) == ("as_received", gateway.public_key)
    assert list(callback.members)[-1] == "new"
    assert callback == gateway.verifier().verify_callback(sent.body.decode(), sent.signature.encode())
    assert callback.state == tarspay.OrderState.PARTIAL
    assert "31400" not in repr(callback)
    with pytest.raises(TypeError):
        Callback()  # type: ignore[call-arg]


def test_numbers_come_back_exactly(gateway: TestGateway) -> None:
    from decimal import Decimal

    numbers = {"int": 5, "big": 10**30, "money": Decimal("100.00"), "exp": Decimal("1E+3"), "zero": Decimal("-0")}
    sent = gateway.callback({**sample_callback(), **numbers, "huge": Decimal("9" * 5000), "no": False})
    members = gateway.verifier().verify_callback(sent.body, sent.signature).members
    for name, number in numbers.items():
        assert str(members[name]) == str(number)
    assert (type(members["int"]), type(members["money"]), members["no"]) == (int, Decimal, False)
    assert members["huge"] == Decimal("9" * 5000)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("none", None),
        ("high_s", None),
        ("pretty_printed", None),
        ("tampered_amount", "signature_mismatch"),
        ("tampered_state", "signature_mismatch"),
        ("wrong_key", "signature_mismatch"),
        ("broken_signature", "signature_malformed"),
        ("no_signature", "signature_missing"),
    ],
)
def test_every_fault_of_the_test_gateway(gateway: TestGateway, fault: Any, code: str | None) -> None:
    sent = gateway.callback(fault=fault)
    assert sent.verifies == (code is None)
    verifier = gateway.verifier()
    if code is None:
        assert verifier.verify_callback(sent.body, sent.headers["X-RESP-SIGNATURE"]).is_success
        return
    with pytest.raises(TarsPayError) as caught:
        verifier.verify_callback(sent.body, sent.headers.get(tarspay.CALLBACK_SIGNATURE_HEADER))
    assert caught.value.code == code
    assert isinstance(caught.value, tarspay.SignatureMismatch) == (code == "signature_mismatch")


def test_raw_bodies_of_every_kind(gateway: TestGateway, tmp_path: Path) -> None:
    sent = gateway.callback()
    raw = sent.body
    file = tmp_path / "body"
    file.write_bytes(raw)
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        bodies: list[Any] = [raw, bytearray(raw), memoryview(raw), raw.decode(), mapped, array.array("B", raw)]
        bodies += [memoryview(b"".join(bytes([b, 0]) for b in raw))[::2], pa.py_buffer(raw)]
        for body in bodies:
            assert gateway.verifier().verify_callback(body, sent.signature).mch_no == "M1696154848"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (dict(sample_callback()), "body_not_raw"),
        ([1], "body_not_raw"),
        (1, "body_not_raw"),
        (True, "body_not_raw"),
        (str(dict(sample_callback())), "body_not_raw"),
        ("mchNo=M1&state=2", "body_not_raw"),
        (None, "body_missing"),
        (b"", "body_missing"),
        ("\ud800", "json_lone_surrogate"),
        (b"\x1f\x8b\x08", "body_not_utf8"),
        (b"{}", "signature_mismatch"),
        (b'{"a":' * 100_000, "json_syntax"),
    ],
)
def test_bodies_that_are_none(gateway: TestGateway, body: Any, code: str) -> None:
    signature = gateway.callback().signature
    with pytest.raises(TarsPayError) as caught:
        gateway.verifier().verify_callback(body, signature)
    assert caught.value.code == code
    [row] = gateway.verifier().verify_callbacks([body], [signature])
    assert code_of(row) == code
    if isinstance(body, dict):
        assert "await request.body()" in caught.value.message


@pytest.mark.parametrize("body", [object(), {1, 2}, iter([]), open])
def test_bodies_of_the_wrong_type(gateway: TestGateway, body: Any) -> None:
    signature = gateway.callback().signature
    with pytest.raises(TypeError):
        gateway.verifier().verify_callback(body, signature)
    [bad, good] = gateway.verifier().verify_callbacks([body, gateway.callback().body], [signature] * 2)
    assert isinstance(bad, TypeError)
    assert isinstance(good, Callback)


@pytest.mark.parametrize(
    "signature", ["", None, b"", "30", "zz", "\ud800", "30" * 4000, "ü" * 70, b"\xff\xfe", "MEUCIQD=", " "]
)
def test_signatures_that_are_none(gateway: TestGateway, signature: Any) -> None:
    with pytest.raises(tarspay.MalformedInput) as caught:
        gateway.verifier().verify_callback(gateway.callback().body, signature)
    assert caught.value.code == ("signature_malformed" if signature else "signature_missing")
    with pytest.raises(TypeError):
        gateway.verifier().verify_callback(gateway.callback().body, 5)  # type: ignore[arg-type]


def test_a_released_memoryview_is_python_s_own_error(gateway: TestGateway) -> None:
    view = memoryview(b"{}")
    view.release()
    with pytest.raises(ValueError, match="released"):
        gateway.verifier().verify_callback(view, "30")


def test_keys_of_a_verifier() -> None:
    first, second = tarspay.PrivateKey.generate().public_key, tarspay.PrivateKey.generate().public_key
    assert Verifier().keys == [tarspay.PublicKey(tarspay.PublicKey.GATEWAY_HEX)]
    assert Verifier(keys=[first, str(second), first]).keys == [first, second]
    assert Verifier(str(first)).keys == Verifier(first).keys == [first]
    for keys, code in (([], "no_trusted_key"), (["x"], "public_key_malformed"), ("", "public_key_malformed")):
        with pytest.raises(TarsPayError) as caught:
            Verifier(keys=keys)
        assert caught.value.code == code
    for wrong in ([None], 5, [b"x"]):
        with pytest.raises(TypeError):
            Verifier(keys=wrong)  # type: ignore[arg-type]


def test_text_and_request(signer: tarspay.Signer) -> None:
    verifier = Verifier(signer.public_key)
    request = signer.query_balance(mch_no="M1688443086")
    parts = {
        "api_key": request.headers["X-API-KEY"],
        "nonce": request.headers["X-API-NONCE"],
        "signature": request.headers["X-API-SIGNATURE"],
    }
    verified = verifier.verify_request(request.method, request.path, request.body, **parts)
    assert verified.members == {"mchNo": "M1688443086"}
    assert (verified.api_key, verified.string_to_sign) == (signer.public_key, request.string_to_sign)
    assert verifier.verify_text(request.string_to_sign, parts["signature"]) == signer.public_key
    with pytest.raises(tarspay.SignatureMismatch) as caught:
        verifier.verify_request("POST", "/api/other", request.body, **parts)
    assert caught.value.code == "signature_mismatch"
    with pytest.raises(tarspay.SignatureMismatch) as caught:
        Verifier().verify_request("POST", request.path, request.body, **parts)
    assert caught.value.code == "key_not_trusted"


def test_max_bytes(gateway: TestGateway) -> None:
    sent = gateway.callback()
    with pytest.raises(tarspay.MalformedInput) as caught:
        Verifier(gateway.public_key, max_bytes=10).verify_callback(sent.body, sent.signature)
    assert caught.value.code == "body_too_large"


def test_a_batch_gives_one_result_per_row_and_a_bad_row_stops_nothing(gateway: TestGateway) -> None:
    random.seed(5)
    faults: list[Any] = [
        "none",
        "high_s",
        "pretty_printed",
        "tampered_amount",
        "wrong_key",
        "broken_signature",
        "no_signature",
    ]
    rows = [
        gateway.callback({**sample_callback(), "mchOrderNo": f"ORDER-{index}"}, fault=random.choice(faults))
        for index in range(500)
    ]
    bodies: list[Any] = [row.body for row in rows]
    signatures: list[Any] = [row.signature for row in rows]
    bodies[7], signatures[8], bodies[9], bodies[10] = None, None, {"a": 1}, object()
    results = gateway.verifier().verify_callbacks(bodies, signatures)
    assert len(results) == 500
    for index, (row, result) in enumerate(zip(rows, results, strict=True)):
        if 7 <= index <= 10:
            assert isinstance(result, (TarsPayError, TypeError))
        elif row.verifies:
            assert isinstance(result, Callback)
            assert result.mch_order_no == f"ORDER-{index}"
        else:
            with pytest.raises(TarsPayError) as caught:
                gateway.verifier().verify_callback(row.body, row.signature)
            assert code_of(result) == caught.value.code


def test_batches_of_every_kind(gateway: TestGateway) -> None:
    rows = [gateway.callback(), gateway.callback(fault="wrong_key"), gateway.callback(fault="no_signature")]
    bodies, signatures = [row.body for row in rows], [row.signature for row in rows]
    kinds: list[tuple[Any, Any]] = [
        (bodies, signatures),
        (tuple(bodies), iter(signatures)),
        ((row.body for row in rows), [signature.encode() for signature in signatures]),
        (pa.array(bodies), pa.array(signatures)),
        (pa.array(bodies, pa.large_binary()), pa.chunked_array([signatures[:1], signatures[1:]])),
        (pa.array([body.decode() for body in bodies]), pa.array([*signatures[:2], None])),
    ]
    for kind in kinds:
        good, mismatch, missing = gateway.verifier().verify_callbacks(*kind)
        assert isinstance(good, Callback)
        assert (code_of(mismatch), code_of(missing)) == ("signature_mismatch", "signature_missing")
    assert gateway.verifier().verify_callbacks([], []) == []
    for threads in (1, 2, 99):
        assert [type(row) for row in gateway.verifier().verify_callbacks(bodies, signatures, threads=threads)] == [
            type(row) for row in gateway.verifier().verify_callbacks(bodies, signatures)
        ]
    for threads in (0, -1):
        with pytest.raises(tarspay.TarsPayError) as refused:
            gateway.verifier().verify_callbacks(bodies, signatures, threads=threads)
        assert (refused.value.code, refused.value.field) == ("argument_invalid", "threads")
    with pytest.raises(tarspay.MalformedInput, match="3 bodies and 2 signatures"):
        gateway.verifier().verify_callbacks(bodies, signatures[:2])
    with pytest.raises(TypeError):
        gateway.verifier().verify_callbacks(5, signatures)  # type: ignore[arg-type]


def test_what_callers_code_raises_while_a_batch_is_read_is_passed_on(gateway: TestGateway) -> None:
    def rows() -> Iterator[bytes]:
        yield b"{}"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gateway.verifier().verify_callbacks(rows(), [""])


def test_errors_survive_pickling(gateway: TestGateway) -> None:
    [error] = gateway.verifier().verify_callbacks([b"{}"], [gateway.callback().signature])
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is tarspay.SignatureMismatch
    assert (str(again), code_of(again)) == (str(error), "signature_mismatch")
    with pytest.raises(tarspay.InvalidOrder) as caught:
        tarspay.Signer(KEY).create_deposit({})
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems
