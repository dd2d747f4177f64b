"""Callbacks as the gateway would send them, and as a forger would, for tests of your own handlers.

>>> from tarspay.testing import TestGateway, sample_callback
>>> gateway = TestGateway()
>>> genuine = gateway.callback(sample_callback() | {"state": 9, "payAmount": "31500"})
>>> gateway.verifier().verify_callback(genuine.body, genuine.signature).state_name
'partial'

A replayed callback is the same callback delivered twice: it verifies both times, and your handler must process it once.
"""

from ._native import TestCallback, TestGateway, error_with_code, sample_callback

__all__ = ["TestCallback", "TestGateway", "error_with_code", "sample_callback"]
