"""Signing and verifying digests directly, for test vectors and protocols that hash in another way.

A signature over a digest that somebody else chose proves nothing. To talk to the gateway use ``Signer`` and
``Verifier``.
"""

from ._native import Signature, double_sha256, sign_prehash, verify_prehash

__all__ = ["Signature", "double_sha256", "sign_prehash", "verify_prehash"]
