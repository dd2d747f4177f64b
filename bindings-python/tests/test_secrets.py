"""Nothing that a user of a key can print or log holds it, in any way of writing a number."""

from __future__ import annotations

import base64
import io
import logging
import re

import pytest
import tarspay
from tarspay import hazmat
from tarspay.testing import TestGateway

KEY = "c3a1f05b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb"
BYTES = bytes.fromhex(KEY)
NONCE = 1_702_279_880_267


def ways_of_writing() -> list[str]:
    """In lower case, in pieces that are too long to be chance."""
    ways = [str(int(KEY, 16)), base64.b64encode(BYTES).decode().lower().rstrip("=")]
    ways += [KEY[at : at + 16] for at in range(0, 64, 16)]
    for part in (some[at : at + 4] for some in (BYTES, BYTES[::-1]) for at in range(0, 32, 4)):
        ways += [", ".join(map(str, part)), part.hex(" "), "".join(f"\\x{byte:02x}" for byte in part), repr(part)[2:-1]]
    return [way.lower() for way in ways]


def shows_the_key(text: str) -> bool:
    text = text.lower()
    return any(way in text for way in ways_of_writing())


@pytest.mark.parametrize(
    "shown",
    [
        KEY,
        KEY.upper(),
        str(int(KEY, 16)),
        base64.b64encode(BYTES).decode(),
        str(list(BYTES)),
        repr(BYTES),
        BYTES.hex(" "),
    ],
)
def test_the_search_finds_it(shown: str) -> None:
    assert shows_the_key(f"<{shown}>")


def texts(value: object) -> str:
    return "\n".join([repr(value), str(value), f"{value}", f"{[value]}", re.sub(r"\W+", " ", str(dir(value)))])


def test_no_type_and_no_log_line_shows_it() -> None:
    key = tarspay.PrivateKey(KEY)
    signer = tarspay.Signer(key)
    gateway = TestGateway(key)
    sent = gateway.callback()
    request = signer.sign("POST", "/api/balanceInfo", {"mchNo": "M1"}, NONCE)
    explanation = tarspay.explain_request("POST", "/x", str(NONCE), b"{}", private_key=key)
    values = [
        key,
        key.public_key,
        signer,
        gateway,
        sent,
        request,
        explanation,
        explanation.to_dict(),
        tarspay.UnsignedRequest("POST", "/x", {}, NONCE),
        gateway.verifier(),
        gateway.verifier().verify_callback(sent.body, sent.signature),
        hazmat.Signature(request.headers["X-API-SIGNATURE"]),
    ]
    written = io.StringIO()
    log = logging.Logger("secrets")
    log.addHandler(logging.StreamHandler(written))
    for value in values:
        log.error("%s %r", value, value)
    assert len(written.getvalue().splitlines()) >= len(values)
    assert not shows_the_key(written.getvalue() + "".join(map(texts, values)))


def test_no_error_shows_it() -> None:
    decimal, base = str(int(KEY, 16)), base64.b64encode(BYTES).decode()
    pem = f"-----BEGIN PRIVATE KEY-----\n{base}\n-----END PRIVATE KEY-----\n"
    around = [f"{extra}{text}" for extra in ("0x", " ", "00", "g", "02") for text in (KEY, base, decimal)]
    written = io.StringIO()
    log = logging.Logger("secrets")
    log.addHandler(logging.StreamHandler(written))
    refused = 0
    verifier, signer = TestGateway().verifier(), tarspay.Signer(KEY)
    for wrong in [*around, *(text[::-1] for text in around), pem, f"{KEY}\n", decimal, base]:
        for call in (
            lambda text=wrong: tarspay.PrivateKey(text),
            lambda text=wrong: tarspay.PrivateKey.from_der(text.encode()),
            lambda text=wrong: tarspay.PublicKey(text),
            lambda text=wrong: tarspay.Verifier([text]),
            lambda text=wrong: verifier.verify_callback(text.encode(), text),
            lambda text=wrong: signer.sign("POST", text, {}, NONCE),
            lambda text=wrong: signer.sign("POST", "/x", text.encode(), NONCE),
        ):
            try:
                call()
            except tarspay.TarsPayError as error:
                refused += 1
                # Without the trace, which holds this test's own lines.
                log.error("%s %r %s", error, error, vars(error))
    assert refused > 150
    assert not shows_the_key(written.getvalue())
