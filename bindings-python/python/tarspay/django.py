"""Django: ``path("tarspay/notify", notify)`` with ``@callback_view(verifier)`` on ``notify``."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ._errors import TarsPayError
from ._native import CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER, Callback, Verifier
from ._web import status_of

__all__ = ["callback_view"]

P = ParamSpec("P")


def callback_view(
    verifier: Verifier,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Callback, P], Awaitable[None] | None]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase | Awaitable[HttpResponseBase]],
]:
    """Makes a view of a handler, sync or async, which is called for verified callbacks alone.

    The answer is ``OK`` when the handler returns. When it raises, the gateway sends the callback again. A bad
    signature is answered with 401, a bad body with 400 or 413. The view takes POST alone and is exempt from CSRF
    protection: the signature is the proof.
    """

    def read(request: HttpRequest) -> Callback | HttpResponse:
        try:
            return verifier.verify_callback(request.body, request.headers.get(CALLBACK_SIGNATURE_HEADER))
        except TarsPayError as error:
            return HttpResponse(error.code, status=status_of(error), content_type="text/plain")

    def decorate(
        handler: Callable[Concatenate[HttpRequest, Callback, P], Awaitable[None] | None],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase | Awaitable[HttpResponseBase]]:
        if inspect.iscoroutinefunction(handler):

            @functools.wraps(handler)
            async def async_view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
                callback = read(request)
                if isinstance(callback, HttpResponse):
                    return callback
                await handler(request, callback, *args, **kwargs)
                return HttpResponse(CALLBACK_ANSWER, content_type="text/plain")

            return csrf_exempt(require_POST(async_view))

        @functools.wraps(handler)
        def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            callback = read(request)
            if isinstance(callback, HttpResponse):
                return callback
            handler(request, callback, *args, **kwargs)
            return HttpResponse(CALLBACK_ANSWER, content_type="text/plain")

        return csrf_exempt(require_POST(view))

    return decorate
