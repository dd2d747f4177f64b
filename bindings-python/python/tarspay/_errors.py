"""The exceptions. The extension module raises them; `src/error.rs` decides which code is which class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from .models import ErrorCode

__all__ = ["InvalidOrder", "MalformedInput", "Problem", "SignatureMismatch", "TarsPayError"]


class Problem(NamedTuple):
    """One thing that is wrong with an order."""

    severity: Literal["warning", "error"]
    """Whether the order can be sent nevertheless."""
    member: str
    """The member at fault, by its name in the JSON body."""
    code: ErrorCode
    """The stable code."""
    gateway_code: int | None
    """The code that the gateway itself answers for this fault, where one matches."""
    message: str
    """What was wrong and what to do, in English."""


class TarsPayError(ValueError):
    """Why a call failed. ``code`` is stable and the same in every language; the text may change."""

    code: ErrorCode
    """The stable code, such as ``signature_mismatch``."""
    message: str
    """What was wrong and what to do, in English."""
    field: str | None
    """The member, header or argument at fault, where there is one."""
    problems: tuple[Problem, ...]
    """Every problem of an order, warnings included; empty for all codes but ``order_invalid``."""

    def __init__(
        self, code: ErrorCode, message: str, field: str | None = None, problems: tuple[Problem, ...] = ()
    ) -> None:
        # The arguments as they are: pickling an exception makes it again from them.
        super().__init__(code, message, field, problems)
        self.code = code
        self.message = message
        self.field = field
        self.problems = problems

    def __str__(self) -> str:
        """Code, field and message."""
        return ": ".join(part for part in (self.code, self.field, self.message) if part)


class SignatureMismatch(TarsPayError):
    """The signature can be read, but no trusted key made it over this text: refuse the message."""


class MalformedInput(TarsPayError):
    """A key, signature, body or argument that can't be read."""


class InvalidOrder(TarsPayError):
    """A request that breaks rules of its endpoint; ``problems`` lists all of them."""
