"""What the integrations have in common."""

from __future__ import annotations

from ._errors import SignatureMismatch, TarsPayError


def status_of(error: TarsPayError) -> int:
    """The HTTP status to refuse a callback with."""
    if isinstance(error, SignatureMismatch) or error.code in ("signature_missing", "signature_malformed"):
        return 401
    return 413 if error.code == "body_too_large" else 400
