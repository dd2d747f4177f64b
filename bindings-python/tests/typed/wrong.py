"""Each marked line is a mistake that a type checker must find."""

import tarspay

signer = tarspay.Signer("00000000000000000000000000000000000000000000000000000000000000ff")
signer.query_balance(mch_nr="M1")  # wrong: misspelt keyword
signer.query_balance()  # wrong: missing keyword
signer.query_balance(mch_no=5)  # wrong: type of a keyword
signer.create_withdraw({"mchNo": "M1", "amount": 1.5})  # wrong: a float
signer.sign("POST", "/x", {"amount": 1.5})  # wrong: a float
signer.sign("POST", "/x", {"amount": None})  # wrong: None
signer.replenish_utr(mch_no="M1", utr="1", mch_order_no="1")  # wrong: the path is not published
tarspay.Verifier().verify_callback({"mchNo": "M1"}, "30")  # wrong: a parsed body
tarspay.parse_response("create_deposits", b"{}")  # wrong: no such endpoint
print(tarspay.Verifier().verify_callback(b"{}", "30").mch_nr)  # wrong: misspelt attribute
