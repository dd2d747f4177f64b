// A shop on Fastify: it creates deposits, and credits each once when its callback says that it was paid.

import Fastify from "fastify";
import { parseResponse, Signer, Verifier } from "tarspay";
import { callbackPlugin } from "tarspay/fastify";

const { TARSPAY_URL, TARSPAY_PRIVATE_KEY, TARSPAY_PLATFORM_KEY, TARSPAY_MCH_NO, NOTIFY_URL, PORT } = process.env;
const signer = new Signer(TARSPAY_PRIVATE_KEY);
// In production `new Verifier()`, which trusts the key that the gateway publishes.
const verifier = new Verifier({ keys: [TARSPAY_PLATFORM_KEY] });

// In production two tables; `seen` has a unique column.
const seen = new Set();
const paid = new Map();

const app = Fastify();

app.register(callbackPlugin, {
  path: "/notify",
  verifier,
  onCallback: (callback) => {
    if (seen.has(callback.replayKey)) return;
    seen.add(callback.replayKey);
    if (callback.isSuccess) paid.set(callback.mchOrderNo, (paid.get(callback.mchOrderNo) ?? 0) + 1);
  },
});

app.post("/deposits", async (request) => {
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
  return `${code}`;
});

app.get("/paid", async () => [...paid].map(([order, times]) => `${order} ${times}\n`).join(""));

await app.listen({ port: Number(PORT), host: "127.0.0.1" });
