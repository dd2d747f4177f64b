"""`python bench.py`, where the wheel is installed: one JSON line for each task and implementation, in microseconds."""

from __future__ import annotations

import hashlib
import json
import statistics
import time
from collections.abc import Callable

import coincurve
import ecdsa
import tarspay
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from ecdsa.util import sigdecode_der, sigencode_der_canonize
from tarspay.hazmat import sign_prehash
from tarspay.testing import TestGateway, sample_callback

ROUNDS = 40
SECRET = bytes.fromhex("1f" * 32)
TEXT = b"POST|/api/pay/unifiedOrder|1702279880267|amount=100000&" + b"m" * 160
NONCE = "1702279880267"
PATH = "/api/pay/unifiedOrder"
ORDER = {
    "mchNo": "M1688454487",
    "mchOrderNo": "ORDER-1",
    "wayCode": "CASHIER",
    "amount": "100000",
    "currency": "VND",
    "notifyUrl": "https://shop.com/notify",
}
BODY = json.dumps(ORDER, separators=(",", ":")).encode()


def double_sha256(data: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()


theirs_coincurve = coincurve.PrivateKey(SECRET)
public_coincurve = theirs_coincurve.public_key
theirs_ecdsa = ecdsa.SigningKey.from_string(SECRET, ecdsa.SECP256k1)
public_ecdsa = theirs_ecdsa.get_verifying_key()
theirs_cryptography = ec.derive_private_key(int.from_bytes(SECRET, "big"), ec.SECP256K1())
public_cryptography = theirs_cryptography.public_key()
PREHASHED = ec.ECDSA(utils.Prehashed(hashes.SHA256()))

key = tarspay.PrivateKey(SECRET.hex())
signer = tarspay.Signer(key)
verifier = tarspay.Verifier(keys=[signer.public_key])
SIGNATURE = sign_prehash(key, double_sha256(TEXT))

gateway = TestGateway(key)
sent = gateway.callback(sample_callback())
CALLBACK, CALLBACK_SIGNATURE = bytes(sent.body), sent.signature


def sign_coincurve(text: bytes) -> str:
    return theirs_coincurve.sign(double_sha256(text), hasher=None).hex()


def sign_cryptography(text: bytes) -> str:
    return theirs_cryptography.sign(double_sha256(text), PREHASHED).hex()


def sign_ecdsa(text: bytes) -> str:
    digest = double_sha256(text)
    signed = theirs_ecdsa.sign_digest_deterministic(digest, hashlib.sha256, sigencode=sigencode_der_canonize)
    return str(signed.hex())


def verify_coincurve(text: bytes, signature: str) -> None:
    # libsecp256k1 refuses a high s; the low one of this bench needs no change.
    assert public_coincurve.verify(bytes.fromhex(signature), double_sha256(text), hasher=None)


def verify_cryptography(text: bytes, signature: str) -> None:
    public_cryptography.verify(bytes.fromhex(signature), double_sha256(text), PREHASHED)


def verify_ecdsa(text: bytes, signature: str) -> None:
    assert public_ecdsa.verify_digest(bytes.fromhex(signature), double_sha256(text), sigdecode=sigdecode_der)


def request_with(sign: Callable[[bytes], str]) -> dict[str, str]:
    """A request as a merchant without this library would sign it."""
    members = json.loads(BODY)
    params = "&".join(f"{name}={members[name]}" for name in sorted(members))
    return {"X-API-NONCE": NONCE, "X-API-SIGNATURE": sign(f"POST|{PATH}|{NONCE}|{params}".encode())}


def callback_with(verify: Callable[[bytes, str], None]) -> object:
    verify(CALLBACK, CALLBACK_SIGNATURE)
    return json.loads(CALLBACK)


TASKS: dict[str, dict[str, Callable[[], object]]] = {
    "verify": {
        "tarspay": lambda: verifier.verify_text(TEXT, SIGNATURE),
        "coincurve": lambda: verify_coincurve(TEXT, SIGNATURE),
        "cryptography": lambda: verify_cryptography(TEXT, SIGNATURE),
        "ecdsa": lambda: verify_ecdsa(TEXT, SIGNATURE),
    },
    "sign": {
        "tarspay": lambda: sign_prehash(key, double_sha256(TEXT)),
        "coincurve": lambda: sign_coincurve(TEXT),
        "cryptography": lambda: sign_cryptography(TEXT),
        "ecdsa": lambda: sign_ecdsa(TEXT),
    },
    "whole request signed": {
        "tarspay": lambda: signer.sign("POST", PATH, BODY, NONCE),
        "coincurve": lambda: request_with(sign_coincurve),
        "cryptography": lambda: request_with(sign_cryptography),
        "ecdsa": lambda: request_with(sign_ecdsa),
    },
    "whole callback verified": {
        "tarspay": lambda: verifier.verify_callback(CALLBACK, CALLBACK_SIGNATURE),
        "coincurve": lambda: callback_with(verify_coincurve),
        "cryptography": lambda: callback_with(verify_cryptography),
        "ecdsa": lambda: callback_with(verify_ecdsa),
    },
    "each of 480 callbacks": {
        "tarspay": lambda: verifier.verify_callbacks([CALLBACK] * 480, [CALLBACK_SIGNATURE] * 480),
        "coincurve": lambda: [callback_with(verify_coincurve) for _ in range(480)],
    },
}
CALLS_INSIDE = {"each of 480 callbacks": 480}


def per_call(run: Callable[[], object], count: int) -> float:
    begun = time.perf_counter()
    for _ in range(count):
        run()
    return (time.perf_counter() - begun) / count


def main() -> None:
    for task, implementations in TASKS.items():
        counts = {}
        for name, run in implementations.items():
            per_call(run, 30)
            # So many calls as take about four milliseconds.
            counts[name] = max(1, round(0.004 / per_call(run, 10)))
        times: dict[str, list[float]] = {name: [] for name in implementations}
        # They take turns, so that whatever else the machine does falls on all of them.
        for _ in range(ROUNDS):
            for name, run in implementations.items():
                times[name].append(per_call(run, counts[name]))
        for name, measured in times.items():
            micros = statistics.median(measured) * 1e6 / CALLS_INSIDE.get(task, 1)
            print(json.dumps({"task": task, "name": name, "micros": micros}), flush=True)


if __name__ == "__main__":
    main()
