"""Signs requests to the TarsPay payment gateway and verifies its callbacks.

>>> import tarspay
>>> signer = tarspay.Signer("00000000000000000000000000000000000000000000000000000000000000ff")
>>> request = signer.query_balance(mch_no="M1688443086", nonce=1702279880267)
>>> request.string_to_sign
'POST|/api/balanceInfo|1702279880267|mchNo=M1688443086'
"""

from ._endpoints import Signer, parse_response
from ._errors import InvalidOrder, MalformedInput, Problem, SignatureMismatch, TarsPayError
from ._native import (
    CALLBACK_ANSWER,
    CALLBACK_SIGNATURE_HEADER,
    Callback,
    Explanation,
    PrivateKey,
    PublicKey,
    Response,
    SignedRequest,
    UnsignedRequest,
    VerifiedRequest,
    Verifier,
    __version__,
    explain_callback,
    explain_request,
    string_to_sign,
    validate,
)
from .models import BizType, OrderState

__all__ = [
    "CALLBACK_ANSWER",
    "CALLBACK_SIGNATURE_HEADER",
    "BizType",
    "Callback",
    "Explanation",
    "InvalidOrder",
    "MalformedInput",
    "OrderState",
    "PrivateKey",
    "Problem",
    "PublicKey",
    "Response",
    "SignatureMismatch",
    "SignedRequest",
    "Signer",
    "TarsPayError",
    "UnsignedRequest",
    "VerifiedRequest",
    "Verifier",
    "__version__",
    "explain_callback",
    "explain_request",
    "parse_response",
    "string_to_sign",
    "validate",
]
