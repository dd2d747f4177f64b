"""The tests run against the installed package, never the source tree."""

from __future__ import annotations

from pathlib import Path

import pytest
import tarspay
from tarspay.testing import TestGateway

ROOT = Path(__file__).parents[2]
KEY = "00000000000000000000000000000000000000000000000000000000000000ff"
"""A private key that everybody knows."""

assert ROOT not in Path(tarspay.__file__).parents or "site-packages" in tarspay.__file__, "not the installed package"


@pytest.fixture
def signer() -> tarspay.Signer:
    return tarspay.Signer(KEY)


@pytest.fixture
def gateway() -> TestGateway:
    return TestGateway()
