"""Keys: every form is read, nothing shows the secret."""

from __future__ import annotations

import copy
import pickle

import pytest
import tarspay
from conftest import KEY
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

PUBLIC = "031b38903a43f7f114ed4500b4eac7083fdefece1cf29c63528d563446f972c180"


@pytest.mark.parametrize("form", [PrivateFormat.TraditionalOpenSSL, PrivateFormat.PKCS8])
def test_every_form_of_a_private_key(form: PrivateFormat) -> None:
    key = ec.derive_private_key(255, ec.SECP256K1())
    pem = key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()
    der = key.private_bytes(Encoding.DER, form, NoEncryption())
    for read in (
        tarspay.PrivateKey(KEY),
        tarspay.PrivateKey(KEY.upper()),
        tarspay.PrivateKey(bytes.fromhex(KEY)),
        tarspay.PrivateKey(pem),
        tarspay.PrivateKey.from_der(der),
        tarspay.PrivateKey(tarspay.PrivateKey(KEY)),
    ):
        assert read.expose_hex() == KEY
        assert read.public_key.to_hex() == PUBLIC


def test_every_form_of_a_public_key() -> None:
    key = ec.derive_private_key(255, ec.SECP256K1()).public_key()
    for read in (
        tarspay.PublicKey(PUBLIC),
        tarspay.PublicKey(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()),
        tarspay.PublicKey.from_der(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)),
        tarspay.PublicKey.from_sec1(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)),
    ):
        assert read == tarspay.PublicKey(PUBLIC)
        assert str(read) == PUBLIC
        assert repr(read) == f"PublicKey('{PUBLIC}')"
        assert read.to_uncompressed_hex() == key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()
    assert len({tarspay.PublicKey(PUBLIC), tarspay.PublicKey(PUBLIC)}) == 1
    assert tarspay.PublicKey(PUBLIC) != PUBLIC


def test_a_private_key_shows_itself_nowhere() -> None:
    key = tarspay.PrivateKey.generate()
    secret = key.expose_hex()
    signer = tarspay.Signer(key)
    request = signer.sign("POST", "/x", {"a": "b"})
    explanation = tarspay.explain_request("POST", "/x", "1702279880267", b"{}", private_key=key)
    for shown in (key, signer, request, explanation, explanation.to_dict()):
        assert secret not in repr(shown) + str(shown)
    assert key.public_key.to_hex() in repr(key)
    with pytest.raises(AttributeError):
        key.secret = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", [KEY[2:], "0x" + KEY, KEY + "\n", "zz" + KEY[2:], "00" + KEY, "f" * 64, "0" * 64])
def test_errors_do_not_repeat_the_key(text: str) -> None:
    with pytest.raises(tarspay.MalformedInput) as caught:
        tarspay.PrivateKey(text)
    assert text.strip() not in str(caught.value) + repr(caught.value)


def test_pickling_and_copying_a_private_key_is_refused() -> None:
    for secret in (tarspay.PrivateKey(KEY), tarspay.Signer(KEY)):
        for refuse in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="not pickled or copied"):
                refuse(secret)
    public = tarspay.PublicKey(PUBLIC)
    assert pickle.loads(pickle.dumps(public)) == copy.deepcopy(public) == public


def test_a_closed_key_is_gone() -> None:
    with tarspay.PrivateKey(KEY) as key:
        kept = tarspay.Signer(key)
    with pytest.raises(tarspay.TarsPayError) as caught:
        key.expose_hex()
    assert caught.value.code == "object_closed"
    assert repr(key) == "PrivateKey(closed)"
    assert kept.sign("POST", "/x", {}).method == "POST"

    with kept:
        pass
    for use in (
        lambda: kept.sign("POST", "/x", {}),
        lambda: kept.query_balance(mch_no="M1"),
        lambda: tarspay.Signer(key),
    ):
        with pytest.raises(tarspay.TarsPayError, match="object_closed"):
            use()
    assert "closed" in repr(kept)
    assert kept.public_key.to_hex() == PUBLIC
    kept.close()


def test_kinds_are_not_mixed_up() -> None:
    public, private = tarspay.PublicKey(PUBLIC), tarspay.PrivateKey(KEY)
    for swap in (
        lambda: tarspay.Signer(public),  # type: ignore[arg-type]
        lambda: tarspay.Signer(PUBLIC),
        lambda: tarspay.PublicKey(private),  # type: ignore[arg-type]
        lambda: tarspay.Verifier(keys=[KEY]),
        lambda: tarspay.Verifier(keys=[private]),  # type: ignore[list-item]
    ):
        with pytest.raises(tarspay.MalformedInput) as caught:
            swap()
        assert caught.value.code == "key_kind_swapped"
