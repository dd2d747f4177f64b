"""Validation, answers, explanations and the catalogue as Python shows them."""

from __future__ import annotations

import typing

import pytest
import tarspay
from conftest import KEY
from tarspay import catalog, models


def test_validate() -> None:
    problems = tarspay.validate("create_deposit", {"mchNo": "M1", "amount": "1,0", "currency": "IDR"})
    assert {(problem.member, problem.code) for problem in problems} >= {
        ("mchOrderNo", "member_missing"),
        ("amount", "amount_invalid"),
    }
    first = problems[0]
    assert first == (first.severity, first.member, first.code, first.gateway_code, first.message)
    assert tarspay.validate("query_balance", b'{"mchNo":"M1"}') == ()
    [warning] = tarspay.validate("query_balance", {"mchNo": "M1", "more": "x"})
    assert (warning.severity, warning.code) == ("warning", "member_unknown")
    [error] = tarspay.validate("query_balance", {"mchNo": "M1", "more": "x"}, strict=True)
    assert error.severity == "error"
    for wrong in (lambda: tarspay.validate("nonsense", {}), lambda: tarspay.validate("query_balance", {}, market="XX")):
        with pytest.raises(tarspay.MalformedInput, match="argument_invalid"):
            wrong()


def test_parse_response() -> None:
    data = b'{"availableAmount":"11713783","machNo":"M1","new":1}'
    body = b'{"code":0,"msg":"SUCCESS","data":' + data + b',"sign":"30","more":1.50}'
    response = tarspay.parse_response("query_balance", body)
    assert (response.code, response.msg, response.is_success, response.sign) == (0, "SUCCESS", True, "30")
    assert response.data == {"availableAmount": "11713783", "mchNo": "M1", "new": 1}
    assert str(response.other["more"]) == "1.50"
    refused = tarspay.parse_response("query_balance", '{"code":5003008,"msg":"Signature error"}')
    assert (refused.is_success, refused.data) == (False, None)
    assert refused.code_texts
    assert "11713783" not in repr(response)
    for body, code in ((b"<html>", "json_syntax"), (b"{}", "member_missing"), (b'{"code":"x"}', "member_type")):
        with pytest.raises(tarspay.MalformedInput) as caught:
            tarspay.parse_response("query_balance", body)
        assert caught.value.code == code
    assert str(tarspay.Response[int]).endswith("Response[int]")


def test_explain() -> None:
    explanation = tarspay.explain_request(
        "POST", "/x", "1702279880267", b'{"b":"","a":"1"}', private_key=KEY, other_nonces=["1702279880268"]
    )
    assert (explanation.verdict, explanation.mistakes, explanation.proven) == (None, [], False)
    assert explanation.string_to_sign == "POST|/x|1702279880267|a=1&b="
    stages = explanation.to_dict()
    assert stages["signedMembers"] == [{"name": "a", "text": "1"}, {"name": "b", "text": ""}]
    assert (
        stages["signature"]
        == tarspay.Signer(KEY).sign("POST", "/x", b'{"b":"","a":"1"}', 1702279880267).headers["X-API-SIGNATURE"]
    )
    nonsense = tarspay.explain_callback(b"\xff", "zz", keys=["not a key"], other_keys=[], path="/x", nonce="1")
    assert [fault["code"] for fault in nonsense.to_dict()["faults"]]
    assert str(nonsense)


def test_the_catalogue() -> None:
    indonesia = catalog.market("id")
    assert indonesia is not None
    assert (indonesia["name"], indonesia["currency"]) == ("Indonesia", "IDR")
    assert "BANK_BCA" in [way["code"] for way in indonesia["deposit"]["wayCodes"]]
    assert catalog.market("XX") is None
    assert len(catalog.markets()) >= 9
    assert {state["code"]: state["name"].upper() for state in catalog.order_states()} == {
        state.value: state.name for state in tarspay.OrderState
    }
    assert {kind["code"]: kind["name"].upper() for kind in catalog.biz_types()} == {
        kind.value: kind.name for kind in tarspay.BizType
    }
    assert [code["code"] for code in catalog.gateway_codes()] == sorted(
        code["code"] for code in catalog.gateway_codes()
    )
    assert [endpoint["name"] for endpoint in catalog.endpoints()] == [*typing.get_args(models.EndpointName)]


def test_the_typed_dicts_are_the_models() -> None:
    for endpoint in catalog.endpoints():
        for model in (endpoint["request"], endpoint["data"]):
            typed = getattr(models, model["name"])
            required = {member["wire"] for member in model["members"] if member["presence"] == "required"}
            assert set(typing.get_type_hints(typed)) == {member["wire"] for member in model["members"]}
            assert typed.__required_keys__ == required
