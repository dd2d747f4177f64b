// Any input at all: a result, or one of the package's own errors. TARSPAY_EXAMPLES is how many; `cargo xtask properties` runs a million.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { test } from "node:test";
import * as explain from "tarspay/explain";
import { doubleSha256, readSignature, verifyPrehash } from "tarspay/hazmat";
import { TestGateway } from "tarspay/testing";
import { PrivateKey, PublicKey, Signer, TarsPayError, validate } from "tarspay";

// The tools are not installed into this project.
const fc = createRequire(join(resolve(process.env.TARSPAY_TOOLS), "package.json"))("fast-check");

const EXAMPLES = Number(process.env.TARSPAY_EXAMPLES ?? 2000);
const SECRET = "6d1f0a5b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb";
const gateway = new TestGateway();
const sent = gateway.callback();
const verifier = gateway.verifier();
const signer = new Signer(SECRET);

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.constantFrom("", SECRET, sent.signature, "POST", "/api/balanceInfo", "1702279880267"),
);
const mostly = (value) => fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: text });
const line = [mostly("POST"), mostly("/api/balanceInfo"), mostly("1702279880267")];
const members = fc.dictionary(text, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });
const changed = fc
  .array(fc.tuple(fc.nat(), fc.nat(2), fc.uint8Array({ maxLength: 2 })), { maxLength: 3 })
  .map((changes) => {
    const bytes = [...Buffer.from(sent.body)];
    for (const [at, drop, put] of changes) {
      bytes.splice(at % (bytes.length + 1), drop, ...put);
    }
    return Uint8Array.from(bytes);
  });
const body = fc.oneof(fc.uint8Array({ maxLength: 200 }), changed, members.map((value) => JSON.stringify(value)));

/** What the call returns; nothing if it refuses as it should. */
function ownErrorsOnly(call) {
  try {
    return call();
  } catch (error) {
    assert.ok(error instanceof TarsPayError, `${error?.stack ?? error}`);
    assert.ok(error.code && error.message.length < 2000);
    return undefined;
  }
}

/** So many of the examples; an explanation takes as long as a hundred signatures. */
function property(name, percent, ...parts) {
  const numRuns = Math.max(10, Math.ceil((EXAMPLES * percent) / 100));
  test(name, () => fc.assert(fc.property(...parts), { numRuns, seed: 1, endOnFailure: numRuns > 100_000 }));
}

property("keys", 30, text, fc.uint8Array({ maxLength: 80 }), (text, bytes) => {
  for (const input of [text, bytes]) {
    ownErrorsOnly(() => new PrivateKey(input));
    ownErrorsOnly(() => new PublicKey(input));
    ownErrorsOnly(() => readSignature(input));
  }
});

property("callbacks", 30, body, fc.oneof(text, fc.constant(sent.signature)), (body, signature) => {
  const callback = ownErrorsOnly(() => verifier.verifyCallback(body, signature));
  if (callback !== undefined) {
    assert.equal(callback.replayKey, verifier.verifyCallback(sent.body, sent.signature).replayKey);
  }
});

property("requests", 20, ...line, fc.oneof(members, body), (method, path, nonce, body) => {
  const signed = ownErrorsOnly(() => signer.sign(method, path, body, { nonce }));
  if (signed !== undefined) {
    const digest = doubleSha256(signed.stringToSign);
    assert.ok(verifyPrehash(signer.publicKey, digest, signed.headers["X-API-SIGNATURE"]));
  }
});

property("models", 19, fc.oneof(members, body), (body) => {
  ownErrorsOnly(() => validate("create_deposit", body));
});

property("explanations", 1, ...line, body, text, (method, path, nonce, body, signature) => {
  const explanation = ownErrorsOnly(() => explain.explainRequest({ method, path, nonce, body, signature }));
  assert.ok(explanation === undefined || JSON.stringify(explanation).length > 2);
});
