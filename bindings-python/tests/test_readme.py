"""The examples of the README run as printed. A comment behind or below a print says what it prints."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import threading
import types
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import tarspay
from conftest import KEY, ROOT
from starlette.testclient import TestClient
from tarspay.testing import TestGateway

READMES = {name: (ROOT / name / "README.md").read_text("utf-8") for name in ("bindings-python", ".")}
EXAMPLES = [
    pytest.param(match[1], id=f"{name}-line-{text[: match.start()].count(chr(10)) + 1}")
    for name, text in READMES.items()
    for match in re.finditer(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
]
PRINTED = re.compile(r"^ *print\((?:.*)\)(?:  # (.*))?$|^ +# (.*)$")


class Gateway(BaseHTTPRequestHandler):
    """Takes requests that verify."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parts = {name: self.headers[f"X-API-{name.upper()}"] for name in ("nonce", "signature")}
        tarspay.Verifier(tarspay.PrivateKey(KEY).public_key).verify_request(
            self.command, self.path, body, api_key=self.headers["X-API-KEY"], **parts
        )
        answer = {"code": 0, "msg": "SUCCESS", "data": {"payUrl": "https://pay.shop.com/checkout/1"}}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("TARSPAY_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("TARSPAY_PRIVATE_KEY", KEY)
    monkeypatch.setenv("TARSPAY_SYSTEM_KEY", str(TestGateway().public_key))
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def run(source: str) -> tuple[dict[str, Any], str]:
    module = types.ModuleType("readme_example")
    sys.modules["readme_example"] = module
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(source, "README.md", "exec"), module.__dict__)
    return module.__dict__, output.getvalue()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 11


@pytest.mark.parametrize("source", EXAMPLES)
def test_example(source: str) -> None:
    names, output = run(source)
    promised = [
        found for line in source.splitlines() if (match := PRINTED.match(line)) for found in match.groups() if found
    ]
    if "notify" not in names:
        assert output.splitlines() == promised
        assert promised or "print(" not in source
        return
    sent = TestGateway().callback()
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert post(names, sent.body, sent.signature) == (200, b"OK")
        assert printed.getvalue() == "paid TEST-ORDER-1 31500\n"
        assert post(names, sent.body + b" ", sent.signature[:-2] + "00")[0] == 401
    assert printed.getvalue() == "paid TEST-ORDER-1 31500\n"


def post(names: dict[str, Any], body: bytes, signature: str) -> tuple[int, bytes]:
    headers = {"X-RESP-SIGNATURE": signature, "Content-Type": "application/json"}
    if "urlpatterns" in names:
        from test_frameworks import RequestFactory, configure_django, meta

        configure_django()
        [pattern] = names["urlpatterns"]
        request = RequestFactory().post("/tarspay/notify", body, content_type="application/json", **meta(headers))
        match = pattern.resolve("tarspay/notify")
        answer = match.func(request)
        return answer.status_code, answer.content
    app = names["app"]
    if hasattr(app, "test_client"):
        flask = app.test_client().post("/tarspay/notify", data=body, headers=headers)
        return flask.status_code, flask.data
    starlette = TestClient(app).post("/tarspay/notify", content=body, headers=headers)
    return starlette.status_code, starlette.content
