"""What arguments may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

from ._native import PrivateKey, PublicKey
from .models import JsonInput

BodyLike: TypeAlias = bytes | bytearray | memoryview | str
"""A raw body."""
Header: TypeAlias = str | bytes | None
"""A header as frameworks give it; ``None`` where it is missing, which is reported as such."""
Members: TypeAlias = Mapping[str, JsonInput]
"""Members with the names of the JSON body."""
Nonce: TypeAlias = int | str
"""Unix time in milliseconds, 13 digits."""
PrivateKeyLike: TypeAlias = PrivateKey | str | bytes
"""A private key, or what its constructor takes."""
PublicKeyLike: TypeAlias = PublicKey | str
"""A public key, or what its constructor takes."""


class ArrowArray(Protocol):
    """A pyarrow ``Array`` or ``ChunkedArray``, or anything else with ``to_pylist``."""

    def to_pylist(self) -> list[object]: ...


Bodies: TypeAlias = Iterable[BodyLike] | ArrowArray
Headers: TypeAlias = Iterable[Header] | ArrowArray
