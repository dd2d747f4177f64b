// `node interop.mjs [COUNT [SEED]]` where the package is installed: random requests and callbacks between it and other people's libraries.

import assert from "node:assert/strict";
import { createHash, createHmac, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import * as noble from "@noble/secp256k1";
import elliptic from "elliptic";
import { Signer, Verifier } from "tarspay";
import { readSignature } from "tarspay/hazmat";

const count = Number(process.argv[2] ?? 1000);
const seed = process.argv[3] ?? String(Date.now());
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const sha256 = (data) => createHash("sha256").update(data).digest();
noble.hashes.sha256 = sha256;
noble.hashes.hmacSha256 = (key, message) => createHmac("sha256", key).update(message).digest();
const curve = new elliptic.ec("secp256k1");

/** Bytes that depend on the seed alone. */
const random = (name, length) =>
  Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, (_, part) => sha256(`${seed} ${name} ${part}`))).subarray(0, length);

/** Other people's ways to sign a text and to check a signature, which is DER. Half of theirs have a high s. */
const others = (secret) => {
  const uncompressed = Buffer.from(noble.getPublicKey(secret, false));
  const compressed = noble.getPublicKey(secret, true);
  const [d, x, y] = [secret, uncompressed.subarray(1, 33), uncompressed.subarray(33)].map((part) => part.toString("base64url"));
  const nodeKey = createPrivateKey({ key: { kty: "EC", crv: "secp256k1", d, x, y }, format: "jwk" });
  const ellipticKey = curve.keyFromPrivate(secret);
  const digest = (text) => sha256(sha256(text));
  return {
    // It hashes once itself.
    "node:crypto": {
      sign: (text) => sign("sha256", sha256(text), nodeKey).toString("hex"),
      verify: (text, der) => verify("sha256", sha256(text), createPublicKey(nodeKey), der),
    },
    elliptic: {
      sign: (text) => curve.sign(digest(text), ellipticKey, { canonical: false }).toDER("hex"),
      verify: (text, der) => curve.verify(digest(text), der, ellipticKey),
    },
    "@noble/secp256k1": {
      sign: (text) => der(noble.sign(digest(text), secret, { prehash: false, lowS: false })),
      verify: (text, signature) => {
        const raw = Buffer.from(readSignature(signature.toString("hex")).raw, "hex");
        return noble.verify(raw, digest(text), compressed, { prehash: false, lowS: false });
      },
    },
  };
};

/** r and s, 32 bytes each, as DER in hex. */
function der(raw) {
  const integer = (bytes) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const short = Buffer.from(bytes.subarray(start));
    const value = short[0] > 0x7f ? Buffer.concat([Buffer.of(0), short]) : short;
    return Buffer.concat([Buffer.of(2, value.length), value]);
  };
  const both = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, both.length), both]).toString("hex");
}

/** Members with whatever characters there are. */
function members(round) {
  const names = ["mchNo", "mchOrderNo", "amount", "currency", "notifyUrl", "body", "z", "A"];
  const letters = [..."abcXYZ019 &=|%+/\"\\'<>\n\täж€😀\u2028"];
  const chosen = names.filter((_, index) => random(`has ${round}`, 8)[index] > 60);
  const text = (name) => [...random(`${name} ${round}`, 12)].map((byte) => letters[byte % letters.length]).join("");
  return Object.fromEntries(chosen.map((name) => [name, text(name)]));
}

const callback = (round) => ({
  bizType: 1, currency: "IDR", fee: "1", mchNo: "M1", mchOrderNo: `${round} ${members(round).body ?? "ä"}`,
  orderAmount: "100", payAmount: "100", payOrderId: `P${round}`, state: 2,
});

console.log(`${count} rounds, seed ${seed}`);
const highS = { "node:crypto": 0, elliptic: 0, "@noble/secp256k1": 0 };
for (let round = 0; round < count; round += 1) {
  const secret = random(`key ${round}`, 32);
  // Half of all keys have the top bit set, and some begin with zeros, which big integers lose.
  secret[0] = round % 5 === 0 ? 0 : secret[0] & 0xfe;
  if (BigInt(`0x${secret.toString("hex")}`) >= ORDER) continue;
  if (secret[0] === 0) {
    assert.throws(() => new Signer(secret.subarray(1).toString("hex")), { code: "private_key_malformed" }, "a big integer's bytes");
  }
  const signer = new Signer(secret.toString("hex"));
  const key = signer.publicKey.toHex();
  const verifier = new Verifier({ keys: key });
  const body = JSON.stringify(members(round));
  const nonce = String(1_700_000_000_000 + round);
  const request = signer.sign("POST", "/api/pay/unifiedOrder", body, { nonce });
  const text = Buffer.from(request.stringToSign);
  const sent = Buffer.from(JSON.stringify(callback(round)));
  for (const [name, other] of Object.entries(others(secret))) {
    const where = `${name}, round ${round}, seed ${seed}`;
    const ours = Buffer.from(request.headers["X-API-SIGNATURE"], "hex");
    assert.ok(other.verify(text, ours), `ours there: ${where}`);
    assert.ok(!other.verify(Buffer.concat([text, Buffer.of(46)]), ours), `changed text there: ${where}`);
    const theirs = other.sign(text);
    highS[name] += readSignature(theirs).highS ? 1 : 0;
    const received = { method: "POST", path: "/api/pay/unifiedOrder", nonce, apiKey: key, signature: theirs, body };
    assert.equal(verifier.verifyRequest(received).stringToSign, request.stringToSign, `theirs here: ${where}`);
    const header = other.sign(sent);
    assert.equal(verifier.verifyCallback(sent, header).payOrderId, `P${round}`, `their callback here: ${where}`);
    const tampered = sent.toString().replace('"payAmount":"100"', '"payAmount":"900"');
    assert.throws(() => verifier.verifyCallback(tampered, header), { code: "signature_mismatch" }, where);
  }
  signer.free();
}
for (const [name, high] of Object.entries(highS)) {
  assert.ok(high > count / 4, `${name} gave ${high} high s of ${count}`);
  console.log(`ok ${name}: ${count} requests and callbacks both ways, ${high} of its signatures with a high s`);
}
