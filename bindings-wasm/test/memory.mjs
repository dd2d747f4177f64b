// `node --expose-gc memory.mjs CALLS`: memory does not grow with the number of calls, whether they end well or not.

import assert from "node:assert/strict";
import { Signer, Verifier } from "tarspay";
import { TestGateway } from "tarspay/testing";

const calls = Number(process.argv[2]);
const gateway = new TestGateway();
const verifier = gateway.verifier();
const signer = new Signer("1f".repeat(32));
const { body, signature } = gateway.callback();

/** Objects that nobody frees are a part of it: garbage collection does, but late, and WebAssembly's memory keeps the size that it once had. */
function work(times) {
  for (let call = 0; call < times; call += 1) {
    verifier.verifyCallback(body, signature);
    if (call % 16 === 0) signer.queryBalance({ mchNo: "M1" });
    if (call % 16 === 1) new Verifier().free();
    if (call % 1000 === 3) new Verifier();
    if (call % 16 === 2) assert.throws(() => verifier.verifyCallback(`${body} `, signature.slice(2)));
  }
}

/** What the process holds once finalizers have run. */
async function held() {
  for (let turn = 0; turn < 5; turn += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return process.memoryUsage().rss;
}

/** In pieces: finalizers run between them. */
async function run(times) {
  for (let done = 0; done < times; done += 10_000) {
    work(Math.min(10_000, times - done));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return held();
}

const before = await run(50_000);
const after = await run(calls);
const grown = (after - before) / 2 ** 20;
console.log(`${calls} calls, ${grown.toFixed(1)} MiB more`);
assert.ok(grown < 16, "memory grows");
