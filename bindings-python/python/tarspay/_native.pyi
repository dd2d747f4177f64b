# Written by hand; `mypy.stubtest` compares it with the module.

from collections.abc import Iterable, Mapping
from types import GenericAlias, TracebackType
from typing import Any, Final, Generic, Literal, TypeVar, final

from typing_extensions import Self, disjoint_base

from ._errors import Problem, TarsPayError
from ._types import Bodies, BodyLike, Header, Headers, Members, Nonce, PrivateKeyLike, PublicKeyLike
from .models import CallbackMembers, EndpointName, ErrorCode, MistakeName

__all__ = [
    "CALLBACK_ANSWER",
    "CALLBACK_SIGNATURE_HEADER",
    "Callback",
    "Explanation",
    "PrivateKey",
    "PublicKey",
    "Response",
    "Signature",
    "SignedRequest",
    "Signer",
    "TestCallback",
    "TestGateway",
    "UnsignedRequest",
    "VerifiedRequest",
    "Verifier",
    "__version__",
    "catalog",
    "double_sha256",
    "endpoints",
    "error_codes",
    "error_with_code",
    "explain_callback",
    "explain_request",
    "parse_response",
    "run_command",
    "sample_callback",
    "sign_prehash",
    "string_to_sign",
    "validate",
    "verify_prehash",
]

__version__: Final[str]
CALLBACK_ANSWER: Final[str]
CALLBACK_SIGNATURE_HEADER: Final[str]

_D_co = TypeVar("_D_co", covariant=True)

@final
class PrivateKey:
    """A merchant's secp256k1 private key.

    Takes 64 hex digits, PEM text (SEC1 or PKCS#8), or the 32 bytes of the key. ``repr`` shows the public key alone, and pickling is refused.
    As a context manager it is closed at the end of the block: its memory is cleared, and using it raises ``object_closed``.
    """

    def __new__(cls, key: str | bytes | PrivateKey, /) -> Self: ...
    @staticmethod
    def generate() -> PrivateKey:
        """A new key from the operating system's randomness."""
    @staticmethod
    def from_der(der: bytes, /) -> PrivateKey:
        """Reads DER: SEC1 ``ECPrivateKey`` or PKCS#8 ``PrivateKeyInfo``."""
    @property
    def public_key(self) -> PublicKey:
        """The public key, which the gateway knows the merchant by (``X-API-KEY``)."""
    def expose_hex(self) -> str:
        """The secret itself as 64 lower-case hex digits, for storing a new key."""
    def close(self) -> None:
        """Clears the key's memory; using it afterwards raises ``object_closed``."""
    def __enter__(self) -> Self: ...
    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None, /
    ) -> None: ...

@final
class PublicKey:
    """A secp256k1 public key.

    Takes 66 hex digits (02… or 03…), 130 (04…), or SPKI PEM text. ``str`` gives the 66 digits.
    """

    GATEWAY_HEX: Final[str]
    def __new__(cls, key: str | PublicKey, /) -> Self: ...
    @staticmethod
    def from_der(der: bytes, /) -> PublicKey:
        """Reads DER: ``SubjectPublicKeyInfo``."""
    @staticmethod
    def from_sec1(sec1: bytes, /) -> PublicKey:
        """Reads the SEC1 bytes of the key: 33 (compressed) or 65 (uncompressed)."""
    def to_hex(self) -> str:
        """The compressed form, which the gateway uses everywhere: 66 lower-case hex digits."""
    def to_uncompressed_hex(self) -> str:
        """The uncompressed form: 130 lower-case hex digits."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@disjoint_base
class Signer:
    """Signs requests with one private key. Make one and keep it; any number of threads may use it at once.

    ``private_key`` is a ``PrivateKey`` or what its constructor takes. As a context manager it is closed at the end of the block.
    """

    def __new__(cls, private_key: PrivateKeyLike, *, max_bytes: int = 1_048_576) -> Self: ...
    @property
    def public_key(self) -> PublicKey:
        """The public key, sent as ``X-API-KEY``."""
    def sign(self, method: str, path: str, body: Members | BodyLike, nonce: Nonce | None = None) -> SignedRequest:
        """Signs any request, without validation.

        ``body`` is a mapping with the names of the JSON body, or the JSON itself as bytes or text, whose bytes stay untouched.
        ``nonce`` is Unix time in milliseconds, 13 digits as ``int`` or ``str``; now if left out.
        """
    def _sign_endpoint(
        self,
        name: str,
        mapping: Mapping[str, object] | None,
        keywords: Mapping[str, object],
        nonce_or_now: Nonce | None,
        market: str | None,
        strict: bool,
        allow_test_hosts: bool,
        path: str | None,
    ) -> SignedRequest:
        """Validates and signs; the public methods are generated from the models, in ``tarspay/_signer.py``."""
    def close(self) -> None:
        """Clears the key's memory; signing afterwards raises ``object_closed``."""
    def __enter__(self) -> Self: ...
    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None, /
    ) -> None: ...

@final
class SignedRequest:
    """A request that is ready to be sent by any HTTP client.

    ``httpx.request(r.method, base + r.path, headers=r.headers, content=r.body)``. ``body`` is the exact bytes to send: never serialise it again.
    """

    @property
    def method(self) -> str:
        """The HTTP method, ``POST`` on every endpoint."""
    @property
    def path(self) -> str:
        """The path to append to the gateway's base URL."""
    @property
    def headers(self) -> dict[str, str]:
        """The headers, a new dict each time: X-API-KEY, X-API-NONCE, X-API-SIGNATURE, Content-Type."""
    @property
    def body(self) -> bytes:
        """The exact bytes to send."""
    @property
    def string_to_sign(self) -> str:
        """What was signed. It holds the members' values."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class UnsignedRequest:
    """A request that waits for a signature made elsewhere, for instance by a key service.

    Sign ``signing_digest`` there, telling the service that it is a digest, and give the signature to ``attach_signature``.
    """

    def __new__(cls, method: str, path: str, body: Members | BodyLike, nonce: Nonce | None = None) -> Self: ...
    @property
    def string_to_sign(self) -> str:
        """``METHOD|PATH|NONCE|PARAMS``."""
    @property
    def signing_digest(self) -> bytes:
        """The 32 bytes to be signed: the double SHA-256 of the string to sign."""
    def attach_signature(self, api_key: PublicKeyLike, signature: str | bytes) -> SignedRequest:
        """Completes the request. ``signature`` is DER as hex text or bytes, or r and s as 64 bytes; it is checked against ``api_key``."""

@final
class Verifier:
    """Checks signatures against one or more trusted public keys. Make one and keep it; any number of threads may use it at once.

    ``keys`` are public keys, of which any may have signed (two while one is rotated); left out, the system key that the gateway publishes.
    ``max_bytes`` is the longest body that is read.
    """

    def __new__(
        cls, keys: Iterable[PublicKeyLike] | PublicKeyLike | None = None, *, max_bytes: int = 1_048_576
    ) -> Self: ...
    @property
    def keys(self) -> list[PublicKey]:
        """The trusted keys."""
    def verify_callback(self, body: BodyLike, signature: Header) -> Callback:
        """Checks a callback as it was received and gives its members.

        ``body`` is the raw body, ``signature`` the header ``X-RESP-SIGNATURE``. A replayed callback verifies: remember
        ``Callback.replay_key`` and process each once.
        """
    def verify_callbacks(
        self, bodies: Bodies, signatures: Headers, *, threads: int | None = None
    ) -> list[Callback | TarsPayError | TypeError]:
        """Checks many callbacks on all cores, without holding the GIL.

        There is one result per row, in order: a ``Callback``, or the exception that ``verify_callback`` would have raised. A bad row never
        stops the rest.

        ``bodies`` and ``signatures`` are of equal length: lists, any other iterables, or Arrow arrays. ``threads`` is how many may work at the
        same time, all cores' if left out: give 1 where another program already shares the work among the cores.
        """
    def verify_text(self, text: BodyLike, signature: Header) -> PublicKey:
        """Checks a signature over any text and tells whose it is."""
    def verify_request(
        self, method: str, path: str, body: BodyLike, *, api_key: Header, nonce: Header, signature: Header
    ) -> VerifiedRequest:
        """Checks a merchant's request: a gateway's side, for sandboxes and tests.

        The arguments are the parts of the request, unchanged: ``api_key``, ``nonce`` and ``signature`` are the headers ``X-API-KEY``,
        ``X-API-NONCE`` and ``X-API-SIGNATURE``.
        """

@final
class VerifiedRequest:
    """A merchant's request whose signature holds."""

    @property
    def api_key(self) -> PublicKey:
        """The key that signed it."""
    @property
    def members(self) -> dict[str, Any]:
        """Its members, with the names of the JSON body."""
    @property
    def string_to_sign(self) -> str:
        """What was signed."""

@final
class Callback:
    """A callback whose signature holds. Only ``Verifier`` makes one."""

    @property
    def biz_type(self) -> int:
        """1 deposit, 2 withdraw: see ``BizType``."""
    @property
    def currency(self) -> str:
        """Currency, such as ``IDR``."""
    @property
    def fail_reason(self) -> str | None:
        """Why it failed: only on a withdraw that failed."""
    @property
    def fee(self) -> str:
        """The merchant's fee, decimal text."""
    @property
    def mch_no(self) -> str:
        """Merchant number."""
    @property
    def mch_order_no(self) -> str:
        """The merchant's own order number."""
    @property
    def order_amount(self) -> str:
        """What was ordered, decimal text."""
    @property
    def pay_amount(self) -> str:
        """What was really paid, decimal text. Compare it with the order before you deliver."""
    @property
    def pay_order_id(self) -> str:
        """The gateway's order number."""
    @property
    def state(self) -> int:
        """What has become of the order: see ``OrderState``. Numbers that are not listed there are kept."""
    @property
    def state_name(self) -> str | None:
        """The state's name, such as ``success``; ``None`` for numbers that are not listed."""
    @property
    def is_success(self) -> bool:
        """Whether the order was paid in full. A partial payment is not."""
    @property
    def is_failure(self) -> bool:
        """Whether the order came to nothing: failed, timed out or rejected."""
    @property
    def is_final(self) -> bool:
        """Whether the gateway will not change the state any more."""
    @property
    def replay_key(self) -> str:
        """What makes this notification one and the same. Store it under a unique constraint and process each once."""
    @property
    def members(self) -> dict[str, Any]:
        """Every member of the body, unknown ones included, with the names of the JSON body; a new dict each time."""
    @property
    def matched_form(self) -> Literal["as_received", "compact", "compact_sorted"]:
        """Which text the signature was made over: ``as_received``, ``compact`` or ``compact_sorted``."""
    @property
    def matched_key(self) -> PublicKey:
        """Which of the trusted keys made it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Response(Generic[_D_co]):
    """The gateway's answer to a request."""

    @property
    def code(self) -> int:
        """0 is success."""
    @property
    def msg(self) -> str:
        """The gateway's text."""
    @property
    def is_success(self) -> bool:
        """Whether the gateway took the request."""
    @property
    def code_texts(self) -> list[str]:
        """What the gateway's page says of the code; two texts where it prints the number twice, none where it does not print it."""
    @property
    def data(self) -> _D_co | None:
        """The answer itself, with the names of the JSON body; on failure ``None`` or empty."""
    @property
    def sign(self) -> str | None:
        """The gateway's signature as text. What it covers is not known, so it is not verified."""
    @property
    def other(self) -> dict[str, Any]:
        """Members of the envelope that this version does not know."""
    def __class_getitem__(cls, key: Any) -> GenericAlias: ...

def parse_response(endpoint: EndpointName, body: BodyLike, /) -> Response[Any]:
    """Reads the answer to a request. ``data`` has the types and spellings of the endpoint's model; members it does not know stay."""

def validate(
    endpoint: EndpointName,
    members: Mapping[str, object] | BodyLike,
    /,
    *,
    market: str | None = None,
    strict: bool = False,
    allow_test_hosts: bool = False,
) -> tuple[Problem, ...]:
    """Finds every problem of a request: errors, which the gateway would surely refuse, and warnings. An empty tuple means that none was found.

    ``members`` is a mapping with the names of the JSON body, or the JSON itself as bytes or text. ``market`` is a two-letter country code,
    taken from the currency if left out. With ``strict`` warnings count as errors.
    """

def string_to_sign(method: str, path: str, nonce: Nonce, body: Members | BodyLike) -> str:
    """The string that a request's signature is made over: ``METHOD|PATH|NONCE|PARAMS``. ``body`` as in ``Signer.sign``."""

@final
class Explanation:
    """What was signed, stage by stage, and what went wrong. ``str`` gives it for reading, ``to_dict`` as data.

    It holds the members' values, so it is as confidential as the body; it never holds any part of a private key.
    """

    @property
    def verdict(self) -> Literal["valid", "mismatch", "unreadable"] | None:
        """``valid``, ``mismatch`` or ``unreadable``; ``None`` without a signature, or without a key to check it with."""
    @property
    def mistakes(self) -> list[MistakeName]:
        """The known mistakes that give the signature, the one in the text first; empty if there is none."""
    @property
    def proven(self) -> bool:
        """Whether the mistakes were shown to give exactly this signature."""
    @property
    def string_to_sign(self) -> str | None:
        """The text that the rules say is signed; ``None`` if the input breaks them."""
    def to_dict(self) -> dict[str, Any]:
        """Every stage as dicts and lists, with names in camelCase."""

def explain_request(
    method: str,
    path: str,
    nonce: Header,
    body: BodyLike,
    *,
    api_key: Header = None,
    private_key: PrivateKeyLike | None = None,
    signature: Header = None,
    other_keys: Iterable[PublicKeyLike] | PublicKeyLike | None = None,
    other_nonces: list[str] | None = None,
) -> Explanation:
    """Explains a request as it was sent, or is going to be. It never fails for what is wrong with the request: that is listed in ``faults``.

    ``body`` is the raw body; ``api_key``, ``nonce`` and ``signature`` are the headers. ``private_key`` shows the signature that it makes.
    ``other_keys`` and ``other_nonces`` are further ones that may have been used.
    """

def explain_callback(
    body: BodyLike,
    signature: Header,
    *,
    keys: Iterable[PublicKeyLike] | PublicKeyLike | None = None,
    private_key: PrivateKeyLike | None = None,
    other_keys: Iterable[PublicKeyLike] | PublicKeyLike | None = None,
    path: str | None = None,
    nonce: str | None = None,
) -> Explanation:
    """Explains a callback as it was received. It never fails for what is wrong with the callback: that is listed in ``faults``.

    ``keys`` are the trusted public keys; left out, the key that the gateway publishes. ``path`` and ``nonce`` help to recognise signatures
    that were made over a request's text by mistake.
    """

@final
class Signature:
    """A secp256k1 signature. Takes DER as hex text or bytes, or r and s as 64 bytes. ``str`` gives DER as lower-case hex."""

    def __new__(cls, signature: str | bytes, /) -> Self: ...
    @property
    def is_high_s(self) -> bool:
        """Whether s is above half the curve's order, as in most of the gateway's signatures."""
    def normalized(self) -> Signature:
        """The same signature with the lower s."""
    def to_hex(self) -> str:
        """DER as lower-case hex, the form of the gateway's headers."""
    def to_raw(self) -> bytes:
        """r and s as 32 bytes each."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

def catalog() -> dict[str, Any]:
    """Markets, order states, business types and the gateway's error codes."""

def endpoints() -> list[dict[str, Any]]:
    """Every endpoint, with the members of its request and of its answer."""

def run_command(arguments: list[str]) -> int:
    """Does what the arguments say, the first of which is the program's name. Gives the exit code."""

def error_codes() -> list[tuple[str, str, str]]:
    """Every error code: its text, what happened, and what to do about it."""

def sign_prehash(private_key: PrivateKeyLike, digest: bytes, /) -> str:
    """Signs 32 bytes as they are, without hashing: deterministic, low S. Gives DER as lower-case hex."""

def verify_prehash(public_key: PublicKeyLike, digest: bytes, signature: str | bytes, /) -> bool:
    """Whether a signature, of either S, was made over these 32 bytes. ``signature`` is DER as hex text or bytes, or r and s as 64 bytes."""

def double_sha256(text: BodyLike, /) -> bytes:
    """The SHA-256 of the SHA-256 of a text: what every signature of the gateway is made over."""

@final
class TestGateway:
    """Signs callbacks with a key of its own in the gateway's place. Without a key it uses one that everybody knows: never trust it outside tests."""

    __test__: Final[bool]
    def __new__(cls, private_key: PrivateKeyLike | None = None) -> Self: ...
    @property
    def public_key(self) -> PublicKey:
        """The key to trust in tests."""
    def verifier(self) -> Verifier:
        """A verifier that trusts this gateway alone."""
    def callback(
        self,
        members: CallbackMembers | Members | None = None,
        *,
        fault: Literal[
            "none",
            "high_s",
            "pretty_printed",
            "tampered_amount",
            "tampered_state",
            "wrong_key",
            "broken_signature",
            "no_signature",
        ] = "none",
    ) -> TestCallback:
        """A callback, signed as the gateway signs, with a fault.

        ``members`` has the names of the JSON body, in the order in which they are signed; the sample callback if left out.
        """

@final
class TestCallback:
    """A callback ready to be posted to a handler under test."""

    __test__: Final[bool]
    @property
    def body(self) -> bytes:
        """The body to post."""
    @property
    def signature(self) -> str:
        """The header ``X-RESP-SIGNATURE``; empty if the fault is that there is none."""
    @property
    def headers(self) -> dict[str, str]:
        """The headers to post, a new dict each time."""
    @property
    def verifies(self) -> bool:
        """Whether a correct handler accepts it."""

def sample_callback() -> dict[str, Any]:
    """The members of a successful deposit in Indonesia, to be changed as a test needs."""

def error_with_code(code: ErrorCode, /) -> TarsPayError:
    """The exception of an error code, so that the handling of every code can be tested."""
