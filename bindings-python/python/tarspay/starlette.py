"""Starlette: ``Route("/tarspay/notify", callback_view(verifier)(notify), methods=["POST"])``."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from ._errors import TarsPayError
from ._native import CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER, Callback, Verifier
from ._web import status_of

__all__ = ["callback_view", "verified_callback"]


def verified_callback(verifier: Verifier) -> Callable[[Request], Awaitable[Callback]]:
    """Reads a request's raw body and verifies it. Answers 401 to a bad signature, 400 or 413 to a bad body."""

    async def read(request: Request) -> Callback:
        body = await request.body()
        try:
            return verifier.verify_callback(body, request.headers.get(CALLBACK_SIGNATURE_HEADER))
        except TarsPayError as error:
            raise HTTPException(status_of(error), error.code) from error

    return read


def callback_view(
    verifier: Verifier,
) -> Callable[
    [Callable[[Request, Callback], Awaitable[None] | None]], Callable[[Request], Awaitable[PlainTextResponse]]
]:
    """Makes an endpoint of a handler, sync or async, which is called for verified callbacks alone.

    The answer is ``OK`` when the handler returns. When it raises, the gateway sends the callback again.
    """
    read = verified_callback(verifier)

    def decorate(
        handler: Callable[[Request, Callback], Awaitable[None] | None],
    ) -> Callable[[Request], Awaitable[PlainTextResponse]]:
        async def endpoint(request: Request) -> PlainTextResponse:
            callback = await read(request)
            if inspect.iscoroutinefunction(handler):
                await handler(request, callback)
            else:
                await run_in_threadpool(handler, request, callback)
            return PlainTextResponse(CALLBACK_ANSWER)

        return endpoint

    return decorate
