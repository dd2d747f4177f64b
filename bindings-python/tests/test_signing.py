"""Signing: mappings, keywords, JSON text; and every value that Python programs hold."""

from __future__ import annotations

import enum
import json
import time
import types
from collections import OrderedDict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
import tarspay
from conftest import KEY
from tarspay import Signer, catalog, hazmat

NONCE = 1702279880267
DEPOSIT = {
    "mchNo": "M1688454487",
    "mchOrderNo": "ORDER-1",
    "wayCode": "BANK_BCA",
    "amount": "100000",
    "currency": "IDR",
    "notifyUrl": "https://shop.com/tarspay/notify",
    "body": "Top-up",
}
KEYWORDS = {
    "mch_no": "M1688454487",
    "mch_order_no": "ORDER-1",
    "way_code": "BANK_BCA",
    "amount": "100000",
    "currency": "IDR",
    "notify_url": "https://shop.com/tarspay/notify",
    "body": "Top-up",
}


def params(signer: Signer, members: Any) -> str:
    return signer.sign("POST", "/x", members, NONCE).string_to_sign.removeprefix(f"POST|/x|{NONCE}|")


def test_a_signed_request_is_ready_to_send(signer: Signer) -> None:
    request = signer.sign("post", "/api/v1/test", {"price": "100", "amount": "100"}, nonce="1537498830736")
    assert request.string_to_sign == "POST|/api/v1/test|1537498830736|amount=100&price=100"
    assert (request.method, request.path, request.body) == ("POST", "/api/v1/test", b'{"price":"100","amount":"100"}')
    assert list(request.headers) == ["X-API-KEY", "X-API-NONCE", "X-API-SIGNATURE", "Content-Type"]
    assert request.headers["X-API-KEY"] == signer.public_key.to_hex()
    assert request.headers["X-API-NONCE"] == "1537498830736"
    assert request.headers["Content-Type"] == "application/json;charset=utf-8"
    assert request == signer.sign("POST", "/api/v1/test", b'{"price":"100","amount":"100"}', 1537498830736)
    assert len({request, signer.sign("POST", "/x", {})}) == 2
    request.headers["X-API-KEY"] = "changed"
    assert request.headers["X-API-KEY"] == signer.public_key.to_hex()


def test_the_bytes_of_json_stay_untouched(signer: Signer) -> None:
    text = '{ "b": "é\\u00e9",\n "a": 100.00 }'
    raw = text.encode()
    for body in (text, raw, bytearray(raw), memoryview(raw), memoryview(raw + b"x")[:-1]):
        request = signer.sign("POST", "/x", body, NONCE)
        assert request.body == raw
        assert request.string_to_sign == f"POST|/x|{NONCE}|a=100.00&b=éé"


def test_keywords_and_a_mapping_give_the_same_request(signer: Signer) -> None:
    assert signer.create_deposit(**KEYWORDS, nonce=NONCE) == signer.create_deposit(DEPOSIT, nonce=NONCE)
    assert json.loads(signer.create_deposit(**KEYWORDS).body) == DEPOSIT


@pytest.mark.parametrize(
    ("amount", "text"),
    [(100000, "100000"), (Decimal("100000"), "100000"), (Decimal("1E+5"), "100000"), ("100000", "100000")],
)
def test_amounts_as_keywords_become_their_digits(signer: Signer, amount: Any, text: str) -> None:
    request = signer.create_deposit(**{**KEYWORDS, "amount": amount})
    assert json.loads(request.body)["amount"] == text


def test_an_amount_keeps_its_decimals(signer: Signer) -> None:
    order = {**KEYWORDS, "amount": Decimal("100.50"), "currency": "INR", "way_code": "UPI"}
    assert b'"amount":"100.50"' in signer.create_deposit(**order).body


def test_a_number_as_amount_in_a_mapping_is_a_problem(signer: Signer) -> None:
    for amount in (100000, Decimal("100000")):
        with pytest.raises(tarspay.InvalidOrder) as caught:
            signer.create_deposit({**DEPOSIT, "amount": amount})
        assert [(problem.member, problem.code) for problem in caught.value.problems] == [("amount", "member_type")]


def test_the_nonce_is_now_by_default(signer: Signer) -> None:
    before = time.time_ns() // 1_000_000
    nonce = int(signer.query_balance(mch_no="M1").headers["X-API-NONCE"])
    assert before <= nonce <= time.time_ns() // 1_000_000


@pytest.mark.parametrize("nonce", [1702279880, 1702279880267000, -1702279880267, 0, 10**40, "", "abc", "\udc80", True])
def test_a_wrong_nonce(signer: Signer, nonce: Any) -> None:
    with pytest.raises(tarspay.MalformedInput) as caught:
        signer.query_balance(mch_no="M1", nonce=nonce)
    assert caught.value.code == "nonce_invalid"


def test_a_float_as_nonce(signer: Signer) -> None:
    with pytest.raises(tarspay.MalformedInput) as caught:
        signer.query_balance(mch_no="M1", nonce=time.time() * 1000)  # type: ignore[call-overload]
    assert (caught.value.code, caught.value.field) == ("number_not_exact", "nonce")
    assert "time_ns" in caught.value.message


def test_every_endpoint_has_its_method_with_the_members_of_the_model(signer: Signer) -> None:
    endpoints = catalog.endpoints()
    assert len(endpoints) == 12
    for endpoint in endpoints:
        method = getattr(signer, endpoint["name"])
        path = {} if endpoint["path"] else {"path": "/api/from/the/gateway"}
        sample = {
            member["name"]: {"text": "1688443086", "integer": 1}[member["kind"]]
            for member in endpoint["request"]["members"]
        }
        sample |= {"currency": "IDR"} if "currency" in sample else {}
        sample |= {name: "https://shop.com/notify" for name in ("notify_url", "return_url") if name in sample}
        request = method(**sample, **path, nonce=NONCE)
        assert request.path == (endpoint["path"] or "/api/from/the/gateway")
        assert list(json.loads(request.body)) == [member["wire"] for member in endpoint["request"]["members"]]
        for member in endpoint["request"]["members"]:
            assert f"``{member['name']}``" in method.__doc__


def test_a_misspelt_keyword_is_a_type_error(signer: Signer) -> None:
    for endpoint in catalog.endpoints():
        path = {} if endpoint["path"] else {"path": "/x"}
        with pytest.raises(TypeError, match='has no keyword "mch_nr"'):
            getattr(signer, endpoint["name"])(mch_nr="M1", **path)
    with pytest.raises(TypeError, match="write it mch_no"):
        signer.query_balance(mchNo="M1")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="not both"):
        signer.query_balance({"mchNo": "M1"}, mch_no="M1")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="path"):
        signer.replenish_utr(mch_no="M1", utr="1", mch_order_no="1")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match=r"Signer\.sign"):
        signer.query_balance('{"mchNo":"M1"}')  # type: ignore[call-overload]


class Way(str, enum.Enum):
    BCA = "BANK_BCA"


class State(enum.IntEnum):
    PAID = 2


class Named(Mapping[str, Any]):
    def __getitem__(self, name: str) -> Any:
        return {"a": "1"}[name]

    def __iter__(self) -> Any:
        return iter(["a"])

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("members", "signed"),
    [
        ({}, ""),
        ({"b": "", "a": "ü😀"}, "a=ü😀&b="),
        ({"n": 0, "m": -1, "big": 10**30}, f"big={10**30}&m=-1&n=0"),
        ({"d": Decimal("100.00"), "e": Decimal("1E+3"), "z": Decimal("-0.0")}, "d=100.00&e=1E+3&z=-0.0"),
        ({"t": True, "f": False}, "f=false&t=true"),
        ({"list": ["x", 1, (True, {"b": 1, "a": 2})]}, 'list=["x",1,[true,{"a":2,"b":1}]]'),
        ({"way": Way.BCA, "state": State.PAID}, "state=2&way=BANK_BCA"),
        (OrderedDict(b="1", a="2"), "a=2&b=1"),
        (types.MappingProxyType({"a": "1"}), "a=1"),
        (Named(), "a=1"),
    ],
)
def test_values_are_signed_with_their_digits(signer: Signer, members: Any, signed: str) -> None:
    assert params(signer, members) == signed


class Explodes:
    def __str__(self) -> str:
        raise RuntimeError("called")


class ShyInt(int):
    def __str__(self) -> str:
        return "999"

    __repr__ = __str__


class ShyDecimal(Decimal):
    def __str__(self) -> str:
        return "999"


def test_subclasses_can_not_change_the_digits(signer: Signer) -> None:
    assert params(signer, {"a": ShyInt(10**30), "b": ShyInt(5), "c": ShyDecimal("1.50")}) == f"a={10**30}&b=5&c=1.50"


def nested(depth: int) -> dict[str, Any]:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return {"a": value}


def cyclic() -> dict[str, Any]:
    value: dict[str, Any] = {}
    value["a"] = [value, value]
    return value


def bomb() -> dict[str, Any]:
    value: Any = ["x"] * 10
    for _ in range(12):
        value = [value] * 10
    return {"a": value}


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"a": 1.0}, "number_not_exact"),
        ({"a": float("nan")}, "number_not_exact"),
        ({"a": [{"b": 0.1}]}, "number_not_exact"),
        ({"a": Decimal("NaN")}, "number_not_exact"),
        ({"a": Decimal("-Infinity")}, "number_not_exact"),
        ({"a": 10**5000}, "number_not_exact"),
        ({"a": None}, "member_null"),
        ({"a": ["x", None]}, "member_null"),
        ({"a": "\ud800"}, "json_lone_surrogate"),
        ({"\udfff": "a"}, "json_lone_surrogate"),
        ({"a": b"bytes"}, "argument_invalid"),
        ({"a": Explodes()}, "argument_invalid"),
        ({"a": {1, 2}}, "argument_invalid"),
        ({1: "a"}, "argument_invalid"),
        ([("a", "b")], "argument_invalid"),
        (None, "argument_invalid"),
        (5, "argument_invalid"),
        (nested(64), "json_too_deep"),
        (nested(100_000), "json_too_deep"),
        (cyclic(), "json_too_deep"),
        (bomb(), "body_too_large"),
        ({"a=b": "c"}, "member_name_invalid"),
        ({"": "c"}, "member_name_invalid"),
        ("[1]", "json_not_object"),
        (b"", "body_missing"),
        ('{"a":1,"a":2}', "json_duplicate_member"),
        ("{'a': 1}", "body_not_raw"),
        ("\ud800", "json_lone_surrogate"),
        ('{"a":"\\ud800"}', "json_lone_surrogate"),
        (b"\xff", "body_not_utf8"),
        (b"\xef\xbb\xbf{}", "body_has_bom"),
        (b"[" * 500_000, "json_syntax"),
        (b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "json_too_deep"),
        (b" " * (1 << 20) + b"{}", "body_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else "",
)
def test_what_can_not_be_signed(signer: Signer, members: Any, code: str) -> None:
    with pytest.raises(tarspay.MalformedInput) as caught:
        signer.sign("POST", "/x", members, NONCE)
    assert caught.value.code == code


def test_the_error_names_the_member_and_the_remedy(signer: Signer) -> None:
    with pytest.raises(tarspay.MalformedInput) as caught:
        signer.create_deposit(**{**KEYWORDS, "amount": 1000.0})
    assert caught.value.field == "amount"
    assert "100.00" in caught.value.message
    assert "Decimal" in caught.value.message
    with pytest.raises(tarspay.InvalidOrder) as order:
        signer.create_deposit(**{**KEYWORDS, "subject": None})
    assert [(p.member, p.code) for p in order.value.problems] == [("subject", "member_null")]
    assert "leave the member out" in order.value.problems[0].message


class ChangesItself(Decimal):
    owner: dict[str, Any]

    def __str__(self) -> str:
        self.owner.clear()
        return "1"


def test_code_that_runs_while_values_are_read_does_no_harm(signer: Signer) -> None:
    members: dict[str, Any] = {"a": "1", "b": ChangesItself("2"), "c": "3"}
    members["b"].owner = members
    assert params(signer, members) == "a=1&b=2&c=3"

    class Hostile(Mapping[str, Any]):
        def __getitem__(self, name: str) -> Any:
            raise KeyError(name)

        def __iter__(self) -> Any:
            raise RuntimeError("no")

        def __len__(self) -> int:
            return 1

        def items(self) -> Any:
            return [("a",)]

    with pytest.raises((RuntimeError, ValueError, TypeError)):
        signer.sign("POST", "/x", Hostile())
    with pytest.raises((RuntimeError, ValueError, TypeError)):
        signer.create_deposit(Hostile())


@pytest.mark.parametrize("path", ["", "x", "https://a.com/x", "/x?y", "/x\n", "/ü", "/a|b", "\udc80"])
def test_wrong_paths(signer: Signer, path: str) -> None:
    with pytest.raises(tarspay.MalformedInput) as caught:
        signer.sign("POST", path, {})
    assert caught.value.code == "path_invalid"
    with pytest.raises(tarspay.MalformedInput) as caught:
        signer.sign("\ud800", "/x", {})
    assert caught.value.code == "method_invalid"


def test_a_limit_for_json_text() -> None:
    body = b'{"a":"' + b"x" * 2_000_000 + b'"}'
    assert Signer(KEY, max_bytes=3_000_000).sign("POST", "/x", body).body == body
    with pytest.raises(OverflowError):
        Signer(KEY, max_bytes=-1)


def test_string_to_sign_and_unsigned_requests(signer: Signer) -> None:
    text = tarspay.string_to_sign("POST", "/x", NONCE, {"b": "2", "a": "1"})
    assert text == tarspay.string_to_sign("POST", "/x", str(NONCE), '{"b":"2","a":"1"}') == f"POST|/x|{NONCE}|a=1&b=2"
    unsigned = tarspay.UnsignedRequest("POST", "/x", {"b": "2", "a": "1"}, NONCE)
    signature = hazmat.sign_prehash(KEY, unsigned.signing_digest)
    signed = unsigned.attach_signature(signer.public_key, signature)
    assert signed == signer.sign("POST", "/x", {"b": "2", "a": "1"}, NONCE)
    raw = hazmat.Signature(signature).to_raw()
    assert unsigned.attach_signature(str(signer.public_key), raw) == signed
    assert unsigned.attach_signature(signer.public_key, bytes.fromhex(signature)) == signed
    with pytest.raises(tarspay.SignatureMismatch):
        unsigned.attach_signature(tarspay.PublicKey.GATEWAY_HEX, signature)
    assert unsigned.string_to_sign == text
