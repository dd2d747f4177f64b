"""A shop on http.server: it creates deposits, and credits each once when its callback says that it was paid."""

import os
import urllib.request
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs, urlsplit

import tarspay

URL, MCH_NO = os.environ["TARSPAY_URL"], os.environ["TARSPAY_MCH_NO"]
signer = tarspay.Signer(os.environ["TARSPAY_PRIVATE_KEY"])
# In production tarspay.Verifier(), which trusts the key that the gateway publishes.
verifier = tarspay.Verifier(keys=[os.environ["TARSPAY_PLATFORM_KEY"]])

# In production two tables; `seen` has a unique column.
lock, seen, paid = Lock(), set(), {}


def deposit(mch_order_no: str, amount: str) -> tarspay.Response:
    request = signer.create_deposit(
        mch_no=MCH_NO,
        mch_order_no=mch_order_no,
        way_code="CASHIER",
        amount=amount,
        currency="VND",
        notify_url=os.environ["NOTIFY_URL"],
    )
    sent = urllib.request.Request(URL + request.path, request.body, dict(request.headers), method=request.method)
    with urllib.request.urlopen(sent) as answer:
        return tarspay.parse_response("create_deposit", answer.read())


def credit(callback: tarspay.Callback) -> None:
    with lock:
        if callback.replay_key not in seen:
            seen.add(callback.replay_key)
            if callback.is_success:
                paid[callback.mch_order_no] = paid.get(callback.mch_order_no, 0) + 1


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/paid":
            self.answer(HTTPStatus.OK, "".join(f"{order} {times}\n" for order, times in paid.items()))
        else:
            self.answer(HTTPStatus.NOT_FOUND, "")

    def do_POST(self) -> None:
        called = urlsplit(self.path)
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        if called.path == "/deposits":
            query = parse_qs(called.query)
            self.answer(HTTPStatus.OK, str(deposit(query["mchOrderNo"][0], query["amount"][0]).code))
        elif called.path == "/notify":
            try:
                callback = verifier.verify_callback(body, self.headers["x-resp-signature"])
            except tarspay.TarsPayError as error:
                self.answer(HTTPStatus.UNAUTHORIZED, error.code)
                return
            credit(callback)
            self.answer(HTTPStatus.OK, tarspay.CALLBACK_ANSWER)
        else:
            self.answer(HTTPStatus.NOT_FOUND, "")

    def answer(self, status: HTTPStatus, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shop).serve_forever()
