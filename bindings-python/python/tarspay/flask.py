"""Flask: ``@app.post("/tarspay/notify")`` above ``@callback_view(verifier)`` on a handler that takes the callback."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from flask import Response, request

from ._errors import TarsPayError
from ._native import CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER, Callback, Verifier
from ._web import status_of

__all__ = ["callback_view"]

P = ParamSpec("P")


def callback_view(
    verifier: Verifier,
) -> Callable[[Callable[Concatenate[Callback, P], None]], Callable[P, Response]]:
    """Makes a view of a handler which is called for verified callbacks alone.

    The answer is ``OK`` when the handler returns. When it raises, the gateway sends the callback again. A bad
    signature is answered with 401, a bad body with 400 or 413.
    """

    def decorate(handler: Callable[Concatenate[Callback, P], None]) -> Callable[P, Response]:
        @functools.wraps(handler)
        def view(*args: P.args, **kwargs: P.kwargs) -> Response:
            try:
                callback = verifier.verify_callback(request.get_data(), request.headers.get(CALLBACK_SIGNATURE_HEADER))
            except TarsPayError as error:
                return Response(error.code, status_of(error), content_type="text/plain")
            handler(callback, *args, **kwargs)
            return Response(CALLBACK_ANSWER, content_type="text/plain")

        return view

    return decorate
