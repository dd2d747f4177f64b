// A shop as route handlers of Next.js: it creates deposits, and credits each once when its callback says that it was paid.

import { parseResponse, Signer, Verifier } from "tarspay";

// Read and prepared once, and at the first call: `next build` loads these files without the keys.
let signer;
let verifier;

// In production two tables; `seen` has a unique column. Route handlers don't share a module, but the process.
const { seen, paid } = (globalThis.books ??= { seen: new Set(), paid: new Map() });

/** Sends an order to the gateway; gives the gateway's answer. */
export async function deposit(mchOrderNo, amount) {
  signer ??= new Signer(process.env.TARSPAY_PRIVATE_KEY);
  const request = signer.createDeposit({
    mchNo: process.env.TARSPAY_MCH_NO,
    mchOrderNo,
    wayCode: "CASHIER",
    amount,
    currency: "VND",
    notifyUrl: process.env.NOTIFY_URL,
  });
  const response = await fetch(process.env.TARSPAY_URL + request.path, request);
  return parseResponse("create_deposit", await response.text());
}

/** What callbacks are verified with. In production `new Verifier()`, which trusts the key that the gateway publishes. */
export function trusted() {
  verifier ??= new Verifier({ keys: [process.env.TARSPAY_PLATFORM_KEY] });
  return verifier;
}

export function credit(callback) {
  if (seen.has(callback.replayKey)) return;
  seen.add(callback.replayKey);
  if (callback.isSuccess) paid.set(callback.mchOrderNo, (paid.get(callback.mchOrderNo) ?? 0) + 1);
}

export const credited = () => [...paid].map(([order, times]) => `${order} ${times}\n`).join("");
