// `node bench.mjs`, where the package is installed: one JSON line for each task and implementation, in microseconds.
// Same work each: text in, SHA-256 twice, DER as hex.

import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { createRequire } from "node:module";
import * as noble from "@noble/secp256k1";
import { secp256k1 as curves } from "@noble/curves/secp256k1.js";
import elliptic from "elliptic";
import { Signer, Verifier } from "tarspay";
import { doubleSha256, signPrehash } from "tarspay/hazmat";
import { TestGateway } from "tarspay/testing";
import { PrivateKey } from "tarspay";

const require = createRequire(import.meta.url);
const addon = require("secp256k1/bindings.js");
const tiny = require("tiny-secp256k1");

const ROUNDS = 60;
const hash = (data) => createHash("sha256").update(data).digest();
noble.hashes.sha256 = hash;
noble.hashes.hmacSha256 = (key, message) => require("node:crypto").createHmac("sha256", key).update(message).digest();

const secretHex = "1f".repeat(32);
const secret = Buffer.from(secretHex, "hex");
const compressed = Buffer.from(addon.publicKeyCreate(secret));
const text = `POST|/api/pay/unifiedOrder|1702279880267|amount=100000&${"m".repeat(160)}`;
const digest = () => hash(hash(text));
const key = new PrivateKey(secretHex);
const signature = signPrehash(key, doubleSha256(text));
const der = () => Buffer.from(signature, "hex");

const jwk = {
  kty: "EC",
  crv: "secp256k1",
  d: secret.toString("base64url"),
  x: Buffer.from(addon.publicKeyConvert(compressed, false)).subarray(1, 33).toString("base64url"),
  y: Buffer.from(addon.publicKeyConvert(compressed, false)).subarray(33).toString("base64url"),
};
const nodeKey = createPrivateKey({ key: jwk, format: "jwk" });
const nodePublicKey = createPublicKey(nodeKey);
const curve = new elliptic.ec("secp256k1");
const ellipticKey = curve.keyFromPrivate(secret);
const ellipticPublicKey = curve.keyFromPublic(compressed);

const verifier = new Verifier({ keys: compressed.toString("hex") });
const signer = new Signer(secretHex);
const gateway = new TestGateway();
const gatewayVerifier = gateway.verifier();
const { body, signature: header } = gateway.callback();
const order = '{"mchNo":"M1688454487","mchOrderNo":"ORDER-1","amount":"100000"}';

const nodeHash = () => hash(text);
const fromRaw = (raw) => Buffer.from(addon.signatureExport(raw)).toString("hex");
const toRaw = () => addon.signatureNormalize(addon.signatureImport(der()));
const must = (holds) => {
  if (!holds) throw new Error("a genuine signature was refused");
};

const tasks = {
  verify: {
    tarspay: () => verifier.verifyText(text, signature),
    "secp256k1 (native addon)": () => must(addon.ecdsaVerify(toRaw(), digest(), compressed)),
    "tiny-secp256k1 (wasm)": () => must(tiny.verify(digest(), compressed, toRaw())),
    // It hashes once itself.
    "node:crypto": () => must(verify("sha256", nodeHash(), nodePublicKey, der())),
    elliptic: () => must(curve.verify(digest(), der(), ellipticPublicKey)),
    "@noble/secp256k1": () => must(noble.verify(toRaw(), digest(), compressed, { prehash: false })),
    "@noble/curves": () => must(curves.verify(der(), digest(), compressed, { prehash: false, format: "der", lowS: false })),
  },
  sign: {
    tarspay: () => signPrehash(key, doubleSha256(text)),
    "secp256k1 (native addon)": () => fromRaw(addon.ecdsaSign(digest(), secret).signature),
    "tiny-secp256k1 (wasm)": () => fromRaw(tiny.sign(digest(), secret)),
    "node:crypto": () => sign("sha256", nodeHash(), nodeKey).toString("hex"),
    elliptic: () => curve.sign(digest(), ellipticKey, { canonical: true }).toDER("hex"),
    "@noble/secp256k1": () => fromRaw(noble.sign(digest(), secret, { prehash: false })),
    "@noble/curves": () => Buffer.from(curves.sign(digest(), secret, { prehash: false, format: "der" })).toString("hex"),
  },
  "whole request signed": { tarspay: () => signer.sign("POST", "/api/query", order, { nonce: "1702279880267" }) },
  "whole callback verified": { tarspay: () => gatewayVerifier.verifyCallback(body, header) },
};

for (const [task, implementations] of Object.entries(tasks)) {
  const all = Object.entries(implementations).map(([name, run]) => ({ name, run, count: countFor(run), times: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of all) {
      one.times.push(perCall(one.run, one.count));
    }
  }
  for (const { name, times } of all) {
    times.sort((a, b) => a - b);
    console.log(JSON.stringify({ task, name, micros: times[ROUNDS / 2] }));
  }
}

/** So many calls as take about four milliseconds, after as many to warm up. */
function countFor(run) {
  perCall(run, 100);
  return Math.max(2, Math.ceil(4000 / perCall(run, 100)));
}

function perCall(run, count) {
  const begun = process.hrtime.bigint();
  for (let call = 0; call < count; call += 1) {
    run();
  }
  return Number(process.hrtime.bigint() - begun) / 1000 / count;
}
