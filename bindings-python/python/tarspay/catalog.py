"""Markets, way codes, order states, the gateway's error codes, endpoints and this package's own error codes.

The gateway adds codes before this package does: numbers that are not listed are kept as they come.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypedDict, cast

from . import _native
from .models import EndpointName, ErrorCode

__all__ = [
    "BizTypeFacts",
    "Endpoint",
    "ErrorCodeFacts",
    "GatewayCode",
    "Limit",
    "Market",
    "Member",
    "Model",
    "OrderStateFacts",
    "WayCode",
    "WayCodes",
    "biz_types",
    "endpoints",
    "error_codes",
    "gateway_codes",
    "market",
    "markets",
    "order_states",
]


class WayCode(TypedDict):
    """A way to pay or to be paid."""

    code: str
    name: str


class Limit(TypedDict):
    """The printed limits of a way code, or of the family before the first underscore, in whole units."""

    codes: str
    min: int | None
    max: int | None


class WayCodes(TypedDict):
    """The way codes of one direction of one market."""

    complete: bool
    decimals: int
    wayCodes: list[WayCode]
    olderWayCodes: list[WayCode]
    limits: list[Limit]


class Market(TypedDict):
    """A country in which the gateway works."""

    country: str
    name: str
    currency: str | None
    deposit: WayCodes
    withdraw: WayCodes


class OrderStateFacts(TypedDict):
    """What has become of an order."""

    code: int
    name: str
    text: str
    isFinal: bool


class BizTypeFacts(TypedDict):
    """The kind of a transaction."""

    code: int
    name: str


class GatewayCode(TypedDict):
    """An error code of the gateway; it prints some numbers twice with different texts."""

    code: int
    texts: list[str]


class Member(TypedDict):
    """A member of a model: ``wire`` is its name in JSON, ``name`` its keyword in Python."""

    name: str
    wire: str
    kind: Literal["text", "integer", "list", "lists_by_name"]
    presence: Literal["required", "optional", "one_of"]
    is_amount: bool
    doc: str


class Model(TypedDict):
    """A request, or the data of an answer."""

    name: str
    doc: str
    members: list[Member]


class Endpoint(TypedDict):
    """An endpoint. ``path`` is ``None`` where the gateway has not published it; ``countries`` is empty for all."""

    name: EndpointName
    doc: str
    path: str | None
    countries: list[str]
    request: Model
    data: Model


class ErrorCodeFacts(NamedTuple):
    """An error code of this package: what happened, and what to do about it."""

    code: ErrorCode
    what: str
    remedy: str


class _Catalog(TypedDict):
    markets: list[Market]
    orderStates: list[OrderStateFacts]
    bizTypes: list[BizTypeFacts]
    gatewayCodes: list[GatewayCode]


def _catalog() -> _Catalog:
    return cast("_Catalog", _native.catalog())


def markets() -> list[Market]:
    """Every market, in the order of the gateway's pages."""
    return _catalog()["markets"]


def market(country: str) -> Market | None:
    """The market of a two-letter country code, in either case."""
    return next((found for found in markets() if found["country"] == country.upper()), None)


def order_states() -> list[OrderStateFacts]:
    """Every state of an order that the gateway's pages list."""
    return _catalog()["orderStates"]


def biz_types() -> list[BizTypeFacts]:
    """Every kind of transaction that the gateway's pages list."""
    return _catalog()["bizTypes"]


def gateway_codes() -> list[GatewayCode]:
    """Every error code that the gateway's page prints, in ascending order."""
    return _catalog()["gatewayCodes"]


def endpoints() -> list[Endpoint]:
    """Every endpoint, with the members of its request and of its answer."""
    return cast("list[Endpoint]", _native.endpoints())


def error_codes() -> list[ErrorCodeFacts]:
    """Every error code of this package."""
    return [ErrorCodeFacts(cast("ErrorCode", code), what, remedy) for code, what, remedy in _native.error_codes()]
