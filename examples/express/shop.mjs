// A shop on Express: it creates deposits, and credits each once when its callback says that it was paid.

import express from "express";
import { parseResponse, Signer, Verifier } from "tarspay";
import { callbackHandler } from "tarspay/express";

const { TARSPAY_URL, TARSPAY_PRIVATE_KEY, TARSPAY_PLATFORM_KEY, TARSPAY_MCH_NO, NOTIFY_URL, PORT } = process.env;
const signer = new Signer(TARSPAY_PRIVATE_KEY);
// In production `new Verifier()`, which trusts the key that the gateway publishes.
const verifier = new Verifier({ keys: [TARSPAY_PLATFORM_KEY] });

// In production two tables; `seen` has a unique column.
const seen = new Set();
const paid = new Map();

const app = express();

// Before any body parser: a body that was parsed and written again has another signature.
app.post(
  "/notify",
  callbackHandler(verifier, (callback) => {
    if (seen.has(callback.replayKey)) return;
    seen.add(callback.replayKey);
    if (callback.isSuccess) paid.set(callback.mchOrderNo, (paid.get(callback.mchOrderNo) ?? 0) + 1);
  }),
);

app.use(express.json());

app.post("/deposits", async (request, response) => {
  const signed = signer.createDeposit({
    mchNo: TARSPAY_MCH_NO,
    mchOrderNo: request.query.mchOrderNo,
    wayCode: "CASHIER",
    amount: request.query.amount,
    currency: "VND",
    notifyUrl: NOTIFY_URL,
  });
  const answer = await fetch(TARSPAY_URL + signed.path, signed);
  const { code } = parseResponse("create_deposit", await answer.text());
  response.send(`${code}`);
});

app.get("/paid", (_request, response) => {
  response.type("text").send([...paid].map(([order, times]) => `${order} ${times}\n`).join(""));
});

app.listen(Number(PORT), "127.0.0.1");
