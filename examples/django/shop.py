"""A shop on Django, in one file: it creates deposits, and credits each once when its callback says that it was paid."""

import os
import sys
from threading import Lock

import django
import requests
import tarspay
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY=os.urandom(32).hex())
django.setup()

# It reads Django's settings.
from tarspay.django import callback_view  # noqa: E402

signer = tarspay.Signer(os.environ["TARSPAY_PRIVATE_KEY"])
# In production tarspay.Verifier(), which trusts the key that the gateway publishes.
verifier = tarspay.Verifier(keys=[os.environ["TARSPAY_PLATFORM_KEY"]])

# In production two tables; `seen` has a unique column.
lock = Lock()
seen: set[str] = set()
paid: dict[str, int] = {}


# Only the gateway's callbacks can do without Django's own protection; this is a shop without a browser.
@csrf_exempt
def deposit(request: HttpRequest) -> HttpResponse:
    signed = signer.create_deposit(
        mch_no=os.environ["TARSPAY_MCH_NO"],
        mch_order_no=request.GET["mchOrderNo"],
        way_code="CASHIER",
        amount=request.GET["amount"],
        currency="VND",
        notify_url=os.environ["NOTIFY_URL"],
    )
    url = os.environ["TARSPAY_URL"] + signed.path
    answer = requests.request(signed.method, url, data=signed.body, headers=dict(signed.headers), timeout=30)
    return HttpResponse(tarspay.parse_response("create_deposit", answer.content).code)


@callback_view(verifier)
def notify(request: HttpRequest, callback: tarspay.Callback) -> None:
    with lock:
        if callback.replay_key not in seen:
            seen.add(callback.replay_key)
            if callback.is_success:
                paid[callback.mch_order_no] = paid.get(callback.mch_order_no, 0) + 1


def credited(request: HttpRequest) -> HttpResponse:
    return HttpResponse("".join(f"{order} {times}\n" for order, times in paid.items()))


urlpatterns = [path("deposits", deposit), path("notify", notify), path("paid", credited)]

execute_from_command_line([sys.argv[0], "runserver", "--noreload", f"127.0.0.1:{os.environ['PORT']}"])
