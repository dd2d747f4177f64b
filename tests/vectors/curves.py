"""ECDSA on secp256k1 and secp256r1 from the textbook, for making test vectors. Slow, and not safe for real keys."""

import hashlib
import hmac
from collections import namedtuple

Curve = namedtuple("Curve", "p a n gx gy")

SECP256K1 = Curve(
    p=2**256 - 2**32 - 977,
    a=0,
    n=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
    gx=0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    gy=0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)
SECP256R1 = Curve(
    p=2**256 - 2**224 + 2**192 + 2**96 - 1,
    a=-3,
    n=0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    gx=0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    gy=0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def add(curve, left, right):
    if left is None or right is None:
        return left or right
    (x1, y1), (x2, y2) = left, right
    if x1 == x2 and (y1 + y2) % curve.p == 0:
        return None
    if left == right:
        slope = (3 * x1 * x1 + curve.a) * pow(2 * y1, -1, curve.p)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, curve.p)
    x = (slope * slope - x1 - x2) % curve.p
    return x, (slope * (x1 - x) - y1) % curve.p


def multiply(curve, scalar, point):
    result = None
    while scalar:
        if scalar & 1:
            result = add(curve, result, point)
        point = add(curve, point, point)
        scalar >>= 1
    return result


def public_key(curve, secret, compressed=True):
    x, y = multiply(curve, secret, (curve.gx, curve.gy))
    if compressed:
        return f"{2 + y % 2:02x}{x:064x}"
    return f"04{x:064x}{y:064x}"


def nonces(curve, secret, digest):
    """RFC 6979 with SHA-256."""
    start = secret.to_bytes(32, "big") + (int.from_bytes(digest, "big") % curve.n).to_bytes(32, "big")
    mac = lambda key, data: hmac.new(key, data, hashlib.sha256).digest()
    v, k = b"\1" * 32, b"\0" * 32
    for separator in (b"\0", b"\1"):
        k = mac(k, v + separator + start)
        v = mac(k, v)
    while True:
        v = mac(k, v)
        if 0 < int.from_bytes(v, "big") < curve.n:
            yield int.from_bytes(v, "big")
        k = mac(k, v + b"\0")
        v = mac(k, v)


def sign(curve, secret, digest, high_s=False):
    """r and s over a digest of up to 32 bytes; longer ones are cut, as ECDSA does."""
    z = int.from_bytes(digest[:32], "big")
    for k in nonces(curve, secret, digest[:32].rjust(32, b"\0")):
        r = multiply(curve, k, (curve.gx, curve.gy))[0] % curve.n
        s = pow(k, -1, curve.n) * (z + r * secret) % curve.n
        if r and s:
            return r, s if (s > curve.n // 2) == high_s else curve.n - s


def der(r, s):
    def integer(value):
        raw = value.to_bytes(value.bit_length() // 8 + 1, "big")
        return bytes([2, len(raw)]) + raw

    body = integer(r) + integer(s)
    return bytes([0x30, len(body)]) + body
