"""A program as users write it: must be clean under `mypy --strict` and `pyright`."""

from decimal import Decimal

import tarspay
from tarspay import catalog, hazmat
from tarspay.models import CreateDeposit, ErrorCode
from tarspay.testing import TestGateway, error_with_code, sample_callback


def deposit(signer: tarspay.Signer) -> tarspay.SignedRequest:
    order: CreateDeposit = {
        "mchNo": "M1688454487",
        "mchOrderNo": "ORDER-1",
        "wayCode": "BANK_BCA",
        "amount": "100000",
        "currency": "IDR",
        "notifyUrl": "https://shop.com/tarspay/notify",
        "body": "Top-up",
    }
    from_dict: dict[str, str] = {"mchNo": "M1688454487"}
    signer.query_balance(from_dict, nonce=1702279880267)
    signer.create_deposit({**order, "subject": "x"}, market="ID", strict=False, allow_test_hosts=True)
    signer.query_history(mch_no="M1", page_number=1, page_size=50, path="/api/history")
    signer.sign("POST", "/x", {"list": ["a", 1, Decimal("1.50"), {"b": True}]}, nonce="1702279880267")
    return signer.create_deposit(
        mch_no="M1688454487",
        mch_order_no="ORDER-1",
        way_code="BANK_BCA",
        amount=Decimal("100000"),
        currency="IDR",
        notify_url="https://shop.com/tarspay/notify",
        body="Top-up",
    )


def main() -> None:
    with tarspay.PrivateKey.generate() as key, tarspay.Signer(key) as signer:
        request = deposit(signer)
        headers: dict[str, str] = request.headers
        body: bytes = request.body
        print(headers, body, request.string_to_sign)

        response = tarspay.parse_response("create_deposit", b'{"code":0,"msg":"","data":{"payUrl":"https://a.com"}}')
        if response.data is not None:
            pay_url: str | None = response.data.get("payUrl")
            print(pay_url)

        digest: bytes = tarspay.UnsignedRequest("POST", "/x", {"a": "b"}).signing_digest
        signature: str = hazmat.sign_prehash(key, digest)
        print(hazmat.verify_prehash(key.public_key, digest, signature))

    gateway = TestGateway()
    sent = gateway.callback(sample_callback() | {"state": 9}, fault="high_s")
    verifier: tarspay.Verifier = gateway.verifier()
    for row in verifier.verify_callbacks([sent.body, bytearray(sent.body)], [sent.signature, None]):
        if isinstance(row, tarspay.Callback):
            state: int = row.state
            print(row.mch_order_no, state == tarspay.OrderState.PARTIAL)
        elif isinstance(row, tarspay.TarsPayError):
            code: ErrorCode = row.code
            print(code, [problem.member for problem in row.problems])
    try:
        raise error_with_code("order_invalid")
    except tarspay.InvalidOrder as error:
        print(error.field, error.message)
    explanation = tarspay.explain_callback(sent.body, sent.signature, keys=[gateway.public_key])
    print(explanation.verdict, explanation.mistakes, str(explanation))
    print(catalog.markets()[0]["deposit"]["wayCodes"][0]["code"], catalog.error_codes()[0].remedy)


if __name__ == "__main__":
    main()
