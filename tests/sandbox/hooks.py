"""Signs what schemathesis sends, so that more than the signature is tried. What can't be signed is sent as it is."""

import os
import time
from typing import Any

import schemathesis
import tarspay

signer = tarspay.Signer(os.environ["TARSPAY_PRIVATE_KEY"])


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    # Every tenth keeps the headers that were made up.
    if not isinstance(case.body, dict) or time.time_ns() % 10 == 0:
        return
    try:
        request = signer.sign(case.method, case.formatted_path, case.body)
    except (tarspay.TarsPayError, TypeError):
        return
    names = ("X-API-KEY", "X-API-NONCE", "X-API-SIGNATURE")
    case.headers.update({name: value for name, value in request.headers.items() if name in names})
