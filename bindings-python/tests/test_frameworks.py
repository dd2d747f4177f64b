"""The integrations in the real frameworks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import django
import pytest
import tarspay
import tarspay.django
import tarspay.fastapi
import tarspay.flask
import tarspay.starlette
from django.conf import settings
from django.http import HttpRequest
from django.test import AsyncRequestFactory, RequestFactory
from fastapi import Depends, FastAPI
from fastapi.responses import PlainTextResponse
from flask import Flask
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient
from tarspay import CALLBACK_ANSWER, Callback
from tarspay.testing import TestGateway, sample_callback

GATEWAY = TestGateway()
VERIFIER = tarspay.Verifier(GATEWAY.public_key, max_bytes=100_000)
seen: list[Callback] = []


class Answer(NamedTuple):
    status: int
    body: bytes
    content_type: str


Post = Callable[[bytes, dict[str, str]], Answer]


def handle(callback: Callback) -> None:
    if callback.mch_order_no == "FAILS":
        raise RuntimeError("the database is down")
    seen.append(callback)


def asgi(app: Any) -> Post:
    client = TestClient(app, raise_server_exceptions=False)

    def post(body: bytes, headers: dict[str, str]) -> Answer:
        answer = client.post("/notify", content=body, headers={"Content-Type": "application/json", **headers})
        return Answer(answer.status_code, answer.content, answer.headers.get("content-type", ""))

    return post


def fastapi_app() -> Post:
    app = FastAPI()

    @app.post("/notify", response_class=PlainTextResponse)
    async def notify(callback: Annotated[Callback, Depends(tarspay.fastapi.verified_callback(VERIFIER))]) -> str:
        handle(callback)
        return CALLBACK_ANSWER

    return asgi(app)


def fastapi_sync_app() -> Post:
    app = FastAPI()

    @app.post("/notify", response_class=PlainTextResponse)
    def notify(
        payload: dict[str, Any], callback: Annotated[Callback, Depends(tarspay.fastapi.verified_callback(VERIFIER))]
    ) -> str:
        handle(callback)
        return CALLBACK_ANSWER

    return asgi(app)


def starlette_app() -> Post:
    @tarspay.starlette.callback_view(VERIFIER)
    async def notify(request: Request, callback: Callback) -> None:
        handle(callback)

    return asgi(Starlette(routes=[Route("/notify", notify, methods=["POST"])]))


def starlette_sync_app() -> Post:
    @tarspay.starlette.callback_view(VERIFIER)
    def notify(request: Request, callback: Callback) -> None:
        handle(callback)

    return asgi(Starlette(routes=[Route("/notify", notify, methods=["POST"])]))


def configure_django() -> None:
    if not settings.configured:
        settings.configure(ALLOWED_HOSTS=["*"], SECRET_KEY="x", ROOT_URLCONF=__name__)
        django.setup()


def meta(headers: dict[str, str]) -> dict[str, str]:
    return {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}


def django_app() -> Post:
    configure_django()

    @tarspay.django.callback_view(VERIFIER)
    def notify(request: HttpRequest, callback: Callback, shop: str) -> None:
        assert shop == "one"
        handle(callback)

    def post(body: bytes, headers: dict[str, str]) -> Answer:
        request = RequestFactory().post("/notify", body, content_type="application/json", **meta(headers))
        try:
            answer: Any = notify(request, shop="one")
        except RuntimeError:
            return Answer(500, b"", "")
        return Answer(answer.status_code, answer.content, answer["Content-Type"])

    return post


def django_async_app() -> Post:
    configure_django()

    @tarspay.django.callback_view(VERIFIER)
    async def notify(request: HttpRequest, callback: Callback) -> None:
        handle(callback)

    def post(body: bytes, headers: dict[str, str]) -> Answer:
        request = AsyncRequestFactory().post("/notify", body, content_type="application/json", headers=headers)
        view: Any = notify
        try:
            answer = asyncio.run(view(request))
        except RuntimeError:
            return Answer(500, b"", "")
        return Answer(answer.status_code, answer.content, answer["Content-Type"])

    return post


def flask_app() -> Post:
    app = Flask(__name__)

    @app.post("/notify")
    @tarspay.flask.callback_view(VERIFIER)
    def notify(callback: Callback) -> None:
        handle(callback)

    def post(body: bytes, headers: dict[str, str]) -> Answer:
        answer = app.test_client().post("/notify", data=body, headers=headers, content_type="application/json")
        return Answer(answer.status_code, answer.data, answer.content_type)

    return post


APPS: list[Callable[[], Post]] = [
    fastapi_app,
    fastapi_sync_app,
    starlette_app,
    starlette_sync_app,
    django_app,
    django_async_app,
    flask_app,
]


@pytest.fixture(params=APPS, ids=[app.__name__ for app in APPS])
def post(request: pytest.FixtureRequest) -> Post:
    seen.clear()
    app: Callable[[], Post] = request.param
    return app()


def headers(sent: Any) -> dict[str, str]:
    return {"X-RESP-SIGNATURE": sent.signature} if sent.signature else {}


@pytest.mark.parametrize("fault", ["none", "high_s", "pretty_printed"])
def test_genuine_callbacks_are_answered_with_ok(post: Post, fault: Any) -> None:
    sent = GATEWAY.callback(fault=fault)
    for _ in range(2):
        answer = post(sent.body, headers(sent))
        assert (answer.status, answer.body) == (200, b"OK")
        assert answer.content_type.startswith("text/plain")
    assert [callback.mch_order_no for callback in seen] == ["TEST-ORDER-1"] * 2
    assert len({callback.replay_key for callback in seen}) == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("tampered_amount", "signature_mismatch"),
        ("tampered_state", "signature_mismatch"),
        ("wrong_key", "signature_mismatch"),
        ("broken_signature", "signature_malformed"),
        ("no_signature", "signature_missing"),
    ],
)
def test_forged_callbacks_never_reach_the_handler(post: Post, fault: Any, code: str) -> None:
    sent = GATEWAY.callback(fault=fault)
    answer = post(sent.body, headers(sent))
    assert answer.status == 401
    assert code.encode() in answer.body
    assert seen == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "body_missing"),
        (b"[1]", 400, "json_not_object"),
        (b'{"a":1,"a":1}', 400, "json_duplicate_member"),
        (b'{"a":"' + b"x" * 100_000 + b'"}', 413, "body_too_large"),
    ],
)
def test_bad_bodies(post: Post, request: pytest.FixtureRequest, body: bytes, status: int, code: str) -> None:
    answer = post(body, headers(GATEWAY.callback()))
    assert seen == []
    if "fastapi_sync_app" in request.node.name and answer.status == 422:
        return  # FastAPI itself refuses a body that is not the payload which that handler asks for.
    assert (answer.status, code.encode() in answer.body) == (status, True)


def test_a_handler_that_fails_is_not_answered_with_ok(post: Post) -> None:
    sent = GATEWAY.callback({**sample_callback(), "mchOrderNo": "FAILS"})
    answer = post(sent.body, headers(sent))
    assert answer.status == 500
    assert answer.body != b"OK"


def test_django_takes_post_alone_and_needs_no_csrf_token() -> None:
    configure_django()

    @tarspay.django.callback_view(VERIFIER)
    def notify(request: HttpRequest, callback: Callback) -> None: ...

    view: Any = notify
    assert view(RequestFactory().get("/notify")).status_code == 405
    assert view.csrf_exempt
