"""Project Wycheproof's vectors for secp256k1 with SHA-256; `cargo xtask python` writes the file."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
import tarspay
from tarspay import hazmat

SETS = json.loads(Path(os.environ["TARSPAY_WYCHEPROOF"]).read_text("utf-8"))["sets"]


def verifies(key: tarspay.PublicKey, digest: bytes, signature: str) -> bool:
    try:
        return hazmat.verify_prehash(key, digest, bytes.fromhex(signature))
    except tarspay.MalformedInput:
        return False


@pytest.mark.parametrize("vectors", SETS, ids=[vectors["name"] for vectors in SETS])
def test_wycheproof(vectors: Any) -> None:
    counts = {True: 0, False: 0}
    for group in vectors["groups"]:
        key = tarspay.PublicKey.from_sec1(bytes.fromhex(group["publicKey"]))
        assert key == tarspay.PublicKey(group["pem"]) == tarspay.PublicKey(group["publicKey"])
        for test in group["tests"]:
            # 64 bytes would be read as r and s, which no DER signature of 64 bytes here may pass as.
            found = verifies(key, hashlib.sha256(bytes.fromhex(test["msg"])).digest(), test["sig"])
            wanted = test["result"] in ("valid", "acceptable")
            # Wycheproof's set for bitcoin refuses a high S, the gateway makes them.
            if found and not wanted and "Bitcoin" in vectors["name"]:
                wanted = hazmat.Signature(test["sig"]).is_high_s
            assert found == wanted, test
            counts[found] += 1
    assert sum(counts.values()) == vectors["numberOfTests"] > 400
    assert min(counts.values()) > 100
