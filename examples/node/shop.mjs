// A shop on Node's own http: it creates deposits, and credits each once when its callback says that it was paid.

import { createServer } from "node:http";
import { parseResponse, Signer, Verifier } from "tarspay";
import { callbackHandler } from "tarspay/express";

const { TARSPAY_URL, TARSPAY_PRIVATE_KEY, TARSPAY_PLATFORM_KEY, TARSPAY_MCH_NO, NOTIFY_URL, PORT } = process.env;
const signer = new Signer(TARSPAY_PRIVATE_KEY);
// In production `new Verifier()`, which trusts the key that the gateway publishes.
const verifier = new Verifier({ keys: [TARSPAY_PLATFORM_KEY] });

// In production two tables; `seen` has a unique column.
const seen = new Set();
const paid = new Map();

async function deposit(mchOrderNo, amount) {
  const request = signer.createDeposit({
    mchNo: TARSPAY_MCH_NO,
    mchOrderNo,
    wayCode: "CASHIER",
    amount,
    currency: "VND",
    notifyUrl: NOTIFY_URL,
  });
  const response = await fetch(TARSPAY_URL + request.path, request);
  return parseResponse("create_deposit", await response.text());
}

const notify = callbackHandler(verifier, (callback) => {
  if (seen.has(callback.replayKey)) return;
  seen.add(callback.replayKey);
  if (callback.isSuccess) paid.set(callback.mchOrderNo, (paid.get(callback.mchOrderNo) ?? 0) + 1);
});

const routes = {
  "POST /deposits": async (request, response, query) => {
    const { code } = await deposit(query.get("mchOrderNo"), query.get("amount"));
    response.end(`${code}`);
  },
  "POST /notify": (request, response) => notify(request, response),
  "GET /paid": (_, response) => response.end([...paid].map(([order, times]) => `${order} ${times}\n`).join("")),
};

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://shop");
  const route = routes[`${request.method} ${pathname}`];
  if (!route) return response.writeHead(404).end();
  try {
    await route(request, response, searchParams);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}).listen(PORT, "127.0.0.1");
