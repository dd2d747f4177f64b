"""A shop on FastAPI: it creates deposits, and credits each once when its callback says that it was paid."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
import tarspay
import uvicorn
from fastapi import Depends, FastAPI
from fastapi.responses import PlainTextResponse
from tarspay.fastapi import verified_callback

signer = tarspay.Signer(os.environ["TARSPAY_PRIVATE_KEY"])
# In production tarspay.Verifier(), which trusts the key that the gateway publishes.
verifier = tarspay.Verifier(keys=[os.environ["TARSPAY_PLATFORM_KEY"]])

# In production two tables; `seen` has a unique column.
seen: set[str] = set()
paid: dict[str, int] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with httpx.AsyncClient(base_url=os.environ["TARSPAY_URL"]) as app.state.gateway:
        yield


app = FastAPI(lifespan=lifespan, default_response_class=PlainTextResponse)


@app.post("/deposits")
async def deposit(mchOrderNo: str, amount: str) -> str:
    request = signer.create_deposit(
        mch_no=os.environ["TARSPAY_MCH_NO"],
        mch_order_no=mchOrderNo,
        way_code="CASHIER",
        amount=amount,
        currency="VND",
        notify_url=os.environ["NOTIFY_URL"],
    )
    answer = await app.state.gateway.request(
        request.method, request.path, content=request.body, headers=dict(request.headers)
    )
    return str(tarspay.parse_response("create_deposit", answer.content).code)


@app.post("/notify")
async def notify(callback: Annotated[tarspay.Callback, Depends(verified_callback(verifier))]) -> str:
    if callback.replay_key not in seen:
        seen.add(callback.replay_key)
        if callback.is_success:
            paid[callback.mch_order_no] = paid.get(callback.mch_order_no, 0) + 1
    return tarspay.CALLBACK_ANSWER


@app.get("/paid")
async def credited() -> str:
    return "".join(f"{order} {times}\n" for order, times in paid.items())


uvicorn.run(app, port=int(os.environ["PORT"]), log_level="warning")
