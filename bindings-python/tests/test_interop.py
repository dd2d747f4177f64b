"""Other people's implementations accept what is signed here, and the other way round."""

from __future__ import annotations

import hashlib
import random
import string
from collections.abc import Callable

import coincurve
import ecdsa
import pytest
import tarspay
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from ecdsa.util import sigdecode_der, sigencode_der
from tarspay import hazmat

PREHASHED = ec.ECDSA(utils.Prehashed(hashes.SHA256()))


def sign_ecdsa(secret: bytes, digest: bytes) -> bytes:
    key = ecdsa.SigningKey.from_string(secret, curve=ecdsa.SECP256k1)
    return bytes(key.sign_digest(digest, sigencode=sigencode_der))


def verify_ecdsa(public: bytes, digest: bytes, signature: bytes) -> bool:
    key = ecdsa.VerifyingKey.from_string(public, curve=ecdsa.SECP256k1)
    try:
        return bool(key.verify_digest(signature, digest, sigdecode=sigdecode_der))
    except ecdsa.BadSignatureError:
        return False


def sign_coincurve(secret: bytes, digest: bytes) -> bytes:
    return coincurve.PrivateKey(secret).sign(digest, hasher=None)


def verify_coincurve(public: bytes, digest: bytes, signature: bytes) -> bool:
    return coincurve.PublicKey(public).verify(signature, digest, hasher=None)


def sign_cryptography(secret: bytes, digest: bytes) -> bytes:
    return ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256K1()).sign(digest, PREHASHED)


def verify_cryptography(public: bytes, digest: bytes, signature: bytes) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256K1(), public).verify(signature, digest, PREHASHED)
    except InvalidSignature:
        return False
    return True


Sign = Callable[[bytes, bytes], bytes]
Verify = Callable[[bytes, bytes, bytes], bool]
OTHERS: list[tuple[str, Sign, Verify, int]] = [
    ("ecdsa", sign_ecdsa, verify_ecdsa, 1000),
    ("coincurve", sign_coincurve, verify_coincurve, 1000),
    ("cryptography", sign_cryptography, verify_cryptography, 1000),
]


def random_members(rng: random.Random) -> dict[str, str | int]:
    letters = string.ascii_letters + string.digits + " /:?&=|%+ü€😀'\"\\\n"
    return {
        "".join(rng.choices(string.ascii_letters, k=rng.randint(1, 12))): rng.choice(
            ["", rng.randint(-(10**18), 10**18), "".join(rng.choices(letters, k=rng.randint(0, 40)))]
        )
        for _ in range(rng.randint(0, 12))
    }


def own_string_to_sign(path: str, nonce: str, members: dict[str, str | int]) -> str:
    return f"POST|{path}|{nonce}|" + "&".join(f"{name}={members[name]}" for name in sorted(members))


@pytest.mark.parametrize(("name", "sign", "verify", "count"), OTHERS, ids=[name for name, *_ in OTHERS])
def test_both_ways_on_random_requests(name: str, sign: Sign, verify: Verify, count: int) -> None:
    rng = random.Random(f"tarspay {name}")
    high_s = 0
    for _ in range(count):
        secret = rng.randbytes(32)
        signer = tarspay.Signer(secret)
        public = bytes.fromhex(signer.public_key.to_hex())
        members, nonce = random_members(rng), str(rng.randint(10**12, 10**13 - 1))

        request = signer.sign("POST", "/api/pay/unifiedOrder", members, nonce)
        text = own_string_to_sign("/api/pay/unifiedOrder", nonce, members)
        assert request.string_to_sign == text
        digest = hashlib.sha256(hashlib.sha256(text.encode()).digest()).digest()
        assert hazmat.double_sha256(text) == digest
        assert verify(public, digest, bytes.fromhex(request.headers["X-API-SIGNATURE"]))
        assert not verify(public, hashlib.sha256(b"other").digest(), bytes.fromhex(request.headers["X-API-SIGNATURE"]))

        theirs = sign(secret, digest)
        high_s += hazmat.Signature(theirs).is_high_s
        verifier = tarspay.Verifier(signer.public_key)
        assert verifier.verify_text(text, theirs.hex()) == signer.public_key
        verified = verifier.verify_request(
            "POST", request.path, request.body, api_key=public.hex(), nonce=nonce, signature=theirs.hex()
        )
        assert verified.string_to_sign == text
        with pytest.raises(tarspay.SignatureMismatch):
            verifier.verify_text(text + " ", theirs.hex())
    assert name == "coincurve" or high_s > count // 5, "signatures with a high S must have been among them"


def test_deterministic_signatures_are_the_same_bytes_as_libsecp256k1_s() -> None:
    rng = random.Random(7)
    for _ in range(1000):
        secret, digest = rng.randbytes(32), rng.randbytes(32)
        assert hazmat.sign_prehash(secret, digest) == sign_coincurve(secret, digest).hex()
