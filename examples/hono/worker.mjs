// A shop on Hono for Workers: it creates deposits, and credits each once when its callback says that it was paid.

import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";
import { parseResponse, Signer, Verifier } from "tarspay";
import { callbackHandler } from "tarspay/web";

/** What was paid. Its calls never overlap, whichever worker they come from. */
export class Books extends DurableObject {
  async credit(replayKey, mchOrderNo, isSuccess) {
    if (await this.ctx.storage.get(`seen:${replayKey}`)) return;
    const paid = `paid:${mchOrderNo}`;
    const times = (await this.ctx.storage.get(paid)) ?? 0;
    await this.ctx.storage.put({ [`seen:${replayKey}`]: true, ...(isSuccess && { [paid]: times + 1 }) });
  }

  async paid() {
    const paid = await this.ctx.storage.list({ prefix: "paid:" });
    return [...paid].map(([order, times]) => `${order.slice("paid:".length)} ${times}\n`).join("");
  }
}

const app = new Hono();
const books = (env) => env.BOOKS.get(env.BOOKS.idFromName("books"));

// Made once: a key that was read before is read and prepared no second time.
let signer;
let notify;

app.post("/deposits", async ({ env, req, text }) => {
  signer ??= new Signer(env.TARSPAY_PRIVATE_KEY);
  const signed = signer.createDeposit({
    mchNo: env.TARSPAY_MCH_NO,
    mchOrderNo: req.query("mchOrderNo"),
    wayCode: "CASHIER",
    amount: req.query("amount"),
    currency: "VND",
    notifyUrl: env.NOTIFY_URL,
  });
  const answer = await fetch(env.TARSPAY_URL + signed.path, signed);
  const { code } = parseResponse("create_deposit", await answer.text());
  return text(`${code}`);
});

app.post("/notify", ({ env, req }) => {
  // In production `new Verifier()`, which trusts the key that the gateway publishes.
  notify ??= callbackHandler(new Verifier({ keys: [env.TARSPAY_PLATFORM_KEY] }), (callback, _request, env) =>
    books(env).credit(callback.replayKey, callback.mchOrderNo, callback.isSuccess),
  );
  return notify(req.raw, env);
});

app.get("/paid", async ({ env, text }) => text(await books(env).paid()));

export default app;
