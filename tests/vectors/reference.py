"""The gateway's rules, read a second time from its documents with nothing but Python's own library.

It makes the expected values of the staged vectors, so that they do not merely repeat what the project's own code does.
"""

import hashlib
import json

import curves
from curves import SECP256K1


class Lexeme(str):
    """A number as it was written."""


def parse(body):
    """A JSON body with members in order, as (name, value) pairs, and numbers as written."""
    return json.loads(body, parse_int=Lexeme, parse_float=Lexeme, object_pairs_hook=Members)


class Members(list):
    def get(self, name):
        return dict(self).get(name)


def compact(value, is_sorted):
    if isinstance(value, Lexeme):
        return str(value)
    if isinstance(value, Members):
        members = sorted(value, key=lambda member: member[0].encode()) if is_sorted else value
        return "{" + ",".join(compact(name, is_sorted) + ":" + compact(item, is_sorted) for name, item in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(compact(item, is_sorted) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def params(members):
    text = lambda value: value if isinstance(value, str) else compact(value, True)
    return [[name, str(text(value))] for name, value in sorted(members, key=lambda member: member[0].encode())]


def string_to_sign(method, path, nonce, body):
    return "|".join([method.upper(), path, nonce, "&".join(f"{name}={value}" for name, value in params(parse(body)))])


def digest(text):
    return hashlib.sha256(hashlib.sha256(text.encode()).digest()).digest()


def sign(secret, text, high_s=False):
    """DER in hex: deterministic, with the lower s unless the higher one is wanted."""
    return curves.der(*curves.sign(SECP256K1, secret, digest(text), high_s)).hex()


def public_key(secret):
    return curves.public_key(SECP256K1, secret)
