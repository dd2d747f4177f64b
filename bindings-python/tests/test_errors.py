"""Every error code reaches Python, as the right class."""

from __future__ import annotations

import typing

import pytest
import tarspay
from tarspay import catalog, models
from tarspay.testing import error_with_code

CODES = [facts.code for facts in catalog.error_codes()]


def test_the_list_is_the_one_of_the_types() -> None:
    assert tuple(CODES) == typing.get_args(models.ErrorCode)
    assert len(CODES) == len(set(CODES)) > 40
    assert all(facts.what.endswith(".") and facts.remedy.endswith(".") for facts in catalog.error_codes())


@pytest.mark.parametrize("code", CODES)
def test_every_code_reaches_python(code: models.ErrorCode) -> None:
    error = error_with_code(code)
    with pytest.raises(tarspay.TarsPayError) as caught:
        raise error
    assert caught.value.code == code
    assert isinstance(error, ValueError)
    assert error.field is None
    assert error.problems == ()
    assert str(error) == f"{code}: {error.message}"


def test_classes() -> None:
    classes = {code: type(error_with_code(code)).__name__ for code in CODES}
    assert {code for code, name in classes.items() if name == "SignatureMismatch"} == {
        "signature_mismatch",
        "key_not_trusted",
    }
    assert {code for code, name in classes.items() if name == "TarsPayError"} == {
        "entropy_unavailable",
        "no_trusted_key",
        "object_closed",
    }
    assert classes["order_invalid"] == "InvalidOrder"
    malformed = [code for code, name in classes.items() if name == "MalformedInput"]
    assert {"signature_malformed", "signature_missing", "json_syntax", "private_key_malformed", "nonce_invalid"} <= {
        *malformed
    }
    with pytest.raises(tarspay.MalformedInput, match="no such error code"):
        error_with_code("nonsense")  # type: ignore[arg-type]
