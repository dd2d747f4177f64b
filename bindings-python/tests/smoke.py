"""What the installed package does with no other package beside it."""

import subprocess
import sys

import tarspay
from tarspay.testing import TestGateway

key = tarspay.PrivateKey.generate()
request = tarspay.Signer(key).query_balance(mch_no="M1688443086")
verifier = tarspay.Verifier(key.public_key)
assert verifier.verify_text(request.string_to_sign, request.headers["X-API-SIGNATURE"]) == key.public_key
gateway = TestGateway()
rows = [gateway.callback(), gateway.callback(fault="tampered_amount")] * 100
results = gateway.verifier().verify_callbacks([row.body for row in rows], [row.signature for row in rows])
assert [isinstance(result, tarspay.Callback) for result in results] == [True, False] * 100
codes = []
for key_text in ("0x00", "0" * 64):
    try:
        tarspay.Signer(key_text)
    except tarspay.MalformedInput as error:
        codes.append(error.code)
assert codes == ["private_key_malformed", "private_key_out_of_range"]
help_text = subprocess.run(
    [sys.executable, "-m", "tarspay", "--help"], check=True, capture_output=True, text=True
).stdout
assert "verify" in help_text
print(f"tarspay {tarspay.__version__} works under Python {sys.version.split()[0]}")
