"""A shop on Flask: it creates deposits, and credits each once when its callback says that it was paid."""

import os
from threading import Lock

import requests
import tarspay
from flask import Flask, request
from tarspay.flask import callback_view

signer = tarspay.Signer(os.environ["TARSPAY_PRIVATE_KEY"])
# In production tarspay.Verifier(), which trusts the key that the gateway publishes.
verifier = tarspay.Verifier(keys=[os.environ["TARSPAY_PLATFORM_KEY"]])
app = Flask(__name__)

# In production two tables; `seen` has a unique column.
lock = Lock()
seen: set[str] = set()
paid: dict[str, int] = {}


@app.post("/deposits")
def deposit() -> str:
    signed = signer.create_deposit(
        mch_no=os.environ["TARSPAY_MCH_NO"],
        mch_order_no=request.args["mchOrderNo"],
        way_code="CASHIER",
        amount=request.args["amount"],
        currency="VND",
        notify_url=os.environ["NOTIFY_URL"],
    )
    url = os.environ["TARSPAY_URL"] + signed.path
    answer = requests.request(signed.method, url, data=signed.body, headers=dict(signed.headers), timeout=30)
    return str(tarspay.parse_response("create_deposit", answer.content).code)


@app.post("/notify")
@callback_view(verifier)
def notify(callback: tarspay.Callback) -> None:
    with lock:
        if callback.replay_key not in seen:
            seen.add(callback.replay_key)
            if callback.is_success:
                paid[callback.mch_order_no] = paid.get(callback.mch_order_no, 0) + 1


@app.get("/paid")
def credited() -> str:
    return "".join(f"{order} {times}\n" for order, times in paid.items())


app.run(port=int(os.environ["PORT"]), threaded=True)
