"""``memory.py CALLS``: memory does not grow with the number of calls, whether they end well or not."""

import contextlib
import gc
import sys
from pathlib import Path

import tarspay
from tarspay.testing import TestGateway

gateway = TestGateway()
verifier = gateway.verifier()
signer = tarspay.Signer("1f" * 32)
sent = gateway.callback()


def work(calls: int) -> int:
    """Gives what the process holds afterwards, in bytes."""
    for call in range(calls):
        verifier.verify_callback(sent.body, sent.signature)
        if call % 16 == 0:
            signer.query_balance(mch_no="M1")
        elif call % 16 == 1:
            tarspay.Verifier()
        elif call % 16 == 2:
            with contextlib.suppress(tarspay.TarsPayError):
                verifier.verify_callback(sent.body + b" ", sent.signature[2:])
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


calls = int(sys.argv[1])
before = work(50_000)
grown = (work(calls) - before) / 2**20
print(f"{calls} calls, {grown:.1f} MiB more")
if grown >= 16:
    sys.exit("memory grows")
