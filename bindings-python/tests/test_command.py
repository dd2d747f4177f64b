"""`python -m tarspay` does what the command `tarspay` does; `cargo xtask python` names the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tarspay
from conftest import KEY
from tarspay import hazmat
from tarspay.testing import TestGateway

COMMAND = os.environ["TARSPAY_COMMAND"]
PUBLIC = str(tarspay.PrivateKey(KEY).public_key)
BODY = '{"b":"","mchNo":"M1688443086","n":1.50,"ü":"€"}'
GATEWAY = TestGateway()


def run(program: list[str], arguments: list[str], folder: Path, stdin: bytes = b"") -> tuple[int, str, str]:
    surroundings = {**os.environ, "TARSPAY_PRIVATE_KEY": KEY}
    done = subprocess.run(
        [*program, *arguments], input=stdin, capture_output=True, cwd=folder, env=surroundings, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sent = GATEWAY.callback()
    pretty = GATEWAY.callback(fault="pretty_printed")
    files: dict[str, str | bytes] = {
        "body": BODY.replace('"ü"', '"u"'),
        "names": BODY,
        "balance": '{"mchNo":"M1688443086"}',
        "broken": "{",
        "key": KEY + "\n",
        "key.bin": b"\xff" * 32,
        "public": PUBLIC + "\n",
        "callback": sent.body,
        "pretty": pretty.body,
        "tampered": GATEWAY.callback(fault="tampered_amount").body,
        "text": "any text",
        "order": '{"mchNo":"M1","amount":"1,0","currency":"IDR"}',
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path


NONCE = "1702279880267"
SIGNED = tarspay.Signer(KEY).sign("POST", "/api/balanceInfo", b'{"mchNo":"M1688443086"}', NONCE)
REQUEST = ["--path", "/api/balanceInfo", "--nonce", NONCE]
RECEIVED = [*REQUEST, "--api-key", PUBLIC, "--signature", SIGNED.headers["X-API-SIGNATURE"]]
CALLBACK = ["--signature", GATEWAY.callback().signature, "--public-key", str(GATEWAY.public_key)]
TEXT = hazmat.sign_prehash(KEY, hazmat.double_sha256("any text"))

CASES: list[tuple[int, list[str]]] = [
    (0, ["sign", *REQUEST, "--body", "body"]),
    (0, ["sign", *REQUEST, "--body", "body", "--key-file", "key", "--method", "post"]),
    (2, ["sign", *REQUEST, "--body", "names"]),
    (2, ["sign", *REQUEST, "--body", "broken"]),
    (2, ["sign", *REQUEST, "--body", "absent"]),
    (2, ["sign", *REQUEST, "--body", "body", "--key-file", "key.bin"]),
    (2, ["sign", *REQUEST, "--body", "-", "--key-file", "-"]),
    (2, ["sign", *REQUEST, "--body", "body", "--key-file", "public"]),
    (2, ["sign", "--path", "x", "--nonce", NONCE, "--body", "body"]),
    (2, ["sign", "--path", "/x", "--nonce", "17", "--body", "body"]),
    (0, ["string-to-sign", *REQUEST, "--body", "body"]),
    (0, ["verify", "callback", "--body", "callback", *CALLBACK]),
    (0, ["verify", "callback", "--body", "pretty", *CALLBACK]),
    (1, ["verify", "callback", "--body", "tampered", *CALLBACK]),
    (1, ["verify", "callback", "--body", "callback", *CALLBACK[:2]]),
    (2, ["verify", "callback", "--body", "callback", "--signature", "30", "--public-key", PUBLIC]),
    (0, ["verify", "request", *RECEIVED, "--body", "balance"]),
    (1, ["verify", "request", *RECEIVED, "--body", "order"]),
    (0, ["verify", "text", "--text", "text", "--public-key", "public", "--signature", TEXT]),
    (1, ["verify", "text", "--text", "body", "--public-key", PUBLIC, "--signature", TEXT]),
    (0, ["explain", "request", *RECEIVED, "--body", "balance"]),
    (1, ["explain", "request", *RECEIVED, "--body", "order", "--other-nonce", "1702279880268", "--other-key", PUBLIC]),
    (0, ["explain", "callback", "--body", "callback", *CALLBACK, "--key-file", "key"]),
    (1, ["explain", "callback", "--body", "tampered", *CALLBACK, "--path", "/x", "--nonce", "1"]),
    (1, ["validate", "create-deposit", "--body", "order"]),
    (1, ["validate", "create_deposit", "--body", "order", "--market", "id", "--strict", "--allow-test-hosts"]),
    (0, ["validate", "queryBalance", "--body", "balance"]),
    (2, ["validate", "nonsense", "--body", "balance"]),
    (2, ["validate", "query-balance", "--body", "balance", "--market", "XX"]),
    (0, ["catalog"]),
    (0, ["catalog", "br"]),
    (2, ["catalog", "XX"]),
    (2, ["sign", "--path", "/x"]),
    (2, ["nonsense"]),
    (2, ["sign", *REQUEST, "--body", "body", "--key-file", KEY]),
    (2, ["sign", *REQUEST, "--body", "body", KEY]),
]


@pytest.mark.parametrize(("code", "arguments"), CASES, ids=[" ".join(arguments)[:60] for _, arguments in CASES])
def test_the_same_exit_codes_and_output(folder: Path, code: int, arguments: list[str]) -> None:
    for given in (arguments, [*arguments, "--json"]):
        ours = run([sys.executable, "-m", "tarspay"], given, folder)
        assert ours == run([COMMAND], given, folder)
        assert ours[0] == code, ours
        assert KEY not in ours[1] + ours[2]
        if "--json" in given:
            assert isinstance(json.loads(ours[1]), dict)


def test_standard_input(folder: Path) -> None:
    arguments = ["verify", "callback", "--body", "-", *CALLBACK]
    assert run([sys.executable, "-m", "tarspay"], arguments, folder, GATEWAY.callback().body)[0] == 0


def test_keygen(folder: Path) -> None:
    def keygen(*more: str) -> tuple[int, dict[str, Any]]:
        code, output, _ = run([sys.executable, "-m", "tarspay"], ["keygen", "--json", *more], folder)
        return code, json.loads(output)

    code, made = keygen()
    assert (code, str(tarspay.PrivateKey(made["privateKey"]).public_key)) == (0, made["publicKey"])
    code, made = keygen("--out", "new")
    assert (code, made["privateKeyFile"]) == (0, "new")
    written = folder / "new"
    assert str(tarspay.PrivateKey(written.read_text().strip()).public_key) == made["publicKey"]
    if os.name == "posix":
        assert written.stat().st_mode & 0o077 == 0
    code, refused = keygen("--out", "new")
    assert (code, refused["error"]["code"]) == (2, "file_unwritable")
    assert run([COMMAND], ["--json", "keygen", "--out", "new"], folder)[0] == 2


def test_help_and_version(folder: Path) -> None:
    for arguments in (["--help"], ["--version"], ["verify", "callback", "--help"], []):
        ours = run([sys.executable, "-m", "tarspay"], arguments, folder)
        assert ours == run([COMMAND], arguments, folder)
        assert ours[1] or ours[2]


def test_the_sandbox_is_in_the_command_alone(folder: Path) -> None:
    code, output, _ = run([sys.executable, "-m", "tarspay"], ["sandbox", "--json"], folder)
    assert (code, json.loads(output)["error"]["code"]) == (2, "sandbox_missing")
