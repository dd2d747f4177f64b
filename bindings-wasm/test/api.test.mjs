// What the package promises besides the vectors, on the installed package.

import assert from "node:assert/strict";
import { Console } from "node:console";
import { createHash, generateKeyPairSync, sign as nodeSign, verify as nodeVerify } from "node:crypto";
import { createRequire } from "node:module";
import { Writable } from "node:stream";
import { test } from "node:test";
import { inspect } from "node:util";
import vm from "node:vm";
import * as tarspay from "tarspay";
import * as explain from "tarspay/explain";
import * as hazmat from "tarspay/hazmat";
import { callbackFaults, sampleCallback, TestGateway, throwErrorWithCode } from "tarspay/testing";

const { PrivateKey, PublicKey, Signer, TarsPayError, UnsignedRequest, Verifier } = tarspay;
const SECRET = "6d1f0a5b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb";
const NONCE = 1702279880267;

const code = (wanted, field) => (error) => {
  assert.ok(error instanceof TarsPayError, `${error}`);
  assert.ok(error instanceof Error);
  assert.equal(error.code, wanted);
  if (field !== undefined) assert.equal(error.field, field);
  assert.ok(error.message.length > 10);
  return true;
};

test("every error code arrives as err.code", () => {
  const codes = tarspay.errorCodes();
  assert.ok(codes.length > 40);
  for (const { code: wanted, what, remedy } of codes) {
    assert.ok(what && remedy);
    assert.throws(() => throwErrorWithCode(wanted), code(wanted));
  }
  assert.throws(() => throwErrorWithCode("no such"), code("argument_invalid", "code"));
});

test("import and require give the same classes", () => {
  const required = createRequire(import.meta.url)("tarspay");
  assert.equal(required.Signer, Signer);
  assert.equal(required.TarsPayError, TarsPayError);
});

test("a signed request is what fetch takes", async () => {
  const signer = new Signer(SECRET);
  const request = signer.sign("POST", "/api/balanceInfo", { mchNo: "M1" }, { nonce: NONCE });
  const sent = new Request(`https://gateway.example${request.path}`, request);
  assert.equal(sent.method, "POST");
  assert.equal(await sent.text(), '{"mchNo":"M1"}');
  assert.equal(sent.headers.get("X-API-KEY"), signer.publicKey.toHex());
  assert.equal(request.stringToSign, `POST|/api/balanceInfo|${NONCE}|mchNo=M1`);
  assert.deepEqual(Object.keys(request), ["method", "path", "headers", "body", "stringToSign"]);
});

test("the nonce is now if left out, and read as number, bigint or text", () => {
  const signer = new Signer(SECRET);
  const before = Date.now();
  const nonce = Number(signer.sign("POST", "/a", {}).headers["X-API-NONCE"]);
  assert.ok(nonce >= before && nonce <= Date.now());
  for (const given of [NONCE, BigInt(NONCE), String(NONCE)]) {
    assert.equal(signer.sign("POST", "/a", {}, { nonce: given }).headers["X-API-NONCE"], String(NONCE));
  }
  for (const given of [1702279880, "1702279880", 1.5, Number.NaN, null, {}, new Date(), "", -NONCE, Infinity]) {
    assert.throws(() => signer.sign("POST", "/a", {}, { nonce: given }), code("nonce_invalid"));
  }
});

test("numbers keep their digits or are refused", () => {
  const signed = (body) => new Signer(SECRET).sign("POST", "/a", body, { nonce: NONCE });
  assert.equal(signed({ a: 1, b: 9007199254740991, c: -5, d: 12345678901234567890n, e: true }).body, '{"a":1,"b":9007199254740991,"c":-5,"d":12345678901234567890,"e":true}');
  for (const number of [1.5, 0.1, 2 ** 53, -(2 ** 53), 1e300, Number.NaN, Infinity, -0]) {
    assert.throws(() => signed({ amount: number }), code("number_not_exact", "amount"), String(number));
  }
});

test("undefined is left out, null is refused, names stay in their order", () => {
  const signed = (body) => new Signer(SECRET).sign("POST", "/a", body, { nonce: NONCE });
  assert.equal(signed({ b: "1", x: undefined, a: "2" }).body, '{"b":"1","a":"2"}');
  assert.throws(() => signed({ a: null }), code("member_null", "a"));
  assert.throws(() => signed({ a: { b: null } }), code("member_null"));
  for (const value of [new Date(), new Map(), () => 1, Symbol("x"), new (class Order {})()]) {
    assert.throws(() => signed({ a: value }), code("argument_invalid", "a"));
  }
  const circle = [];
  circle.push(circle);
  assert.throws(() => signed({ circle }), code("json_too_deep"));
  assert.throws(() => signed({ a: "\ud800" }), code("json_lone_surrogate", "a"));
  assert.throws(() => signed({ ["\udc00"]: "a" }), code("json_lone_surrogate"));
  const own = JSON.parse('{"__proto__":"p","constructor":"c"}');
  assert.equal(signed(own).body, '{"__proto__":"p","constructor":"c"}');
});

test("what a caller's own code throws comes through unchanged", () => {
  const mine = new RangeError("mine");
  const getter = { get a() { throw mine; } };
  const proxy = new Proxy({}, { ownKeys() { throw mine; } });
  const signer = new Signer(SECRET);
  for (const body of [getter, proxy]) {
    assert.throws(() => signer.sign("POST", "/a", body), (error) => error === mine);
  }
  assert.throws(() => signer.queryBalance({ mchNo: "M1" }, { get nonce() { throw mine; } }), (error) => error === mine);
  assert.ok(signer.sign("POST", "/a", {}));
});

test("callbacks in every form of bytes", () => {
  const gateway = new TestGateway();
  const verifier = gateway.verifier();
  const { body, signature } = gateway.callback();
  const buffer = Buffer.from(body);
  const exact = new Uint8Array(buffer);
  const padded = new Uint8Array(exact.length + 8);
  padded.set(exact, 4);
  const shared = new Uint8Array(new SharedArrayBuffer(exact.length));
  shared.set(exact);
  const foreign = vm.runInNewContext("Uint8Array.from(bytes)", { bytes: [...exact] });
  const forms = [body, buffer, exact, exact.buffer, padded.subarray(4, 4 + exact.length), new DataView(exact.buffer), shared, shared.buffer, foreign, foreign.buffer];
  for (const form of forms) {
    const callback = verifier.verifyCallback(form, signature);
    assert.equal(callback.replayKey, verifier.verifyCallback(body, signature).replayKey);
    assert.equal(callback.isSuccess, true);
  }
  assert.deepEqual({ ...verifier.verifyCallback(body, signature).members }, { ...sampleCallback() });
});

test("a parsed body is recognised, and everything else that is no body", () => {
  const gateway = new TestGateway();
  const { body, signature } = gateway.callback();
  const verifier = gateway.verifier();
  for (const parsed of [JSON.parse(body), [], 5, true, Object.create(null)]) {
    assert.throws(() => verifier.verifyCallback(parsed, signature), (error) => code("body_not_raw", "body")(error) && /express\.raw/.test(error.message));
  }
  for (const nothing of [undefined, null]) {
    assert.throws(() => verifier.verifyCallback(nothing, signature), code("body_missing", "body"));
  }
  for (const wrong of [Symbol("x"), () => body, new Map(), 5n, Promise.resolve(body)]) {
    assert.throws(() => verifier.verifyCallback(wrong, signature), code("argument_invalid", "body"));
  }
  assert.throws(() => verifier.verifyCallback("[object Object]", signature), code("body_not_raw"));
  assert.throws(() => verifier.verifyCallback("a".repeat(2 ** 20 + 1), signature), code("body_too_large"));
  assert.throws(() => new Verifier({ maxBytes: 10 }).verifyCallback(body, signature), code("body_too_large"));
  assert.throws(() => verifier.verifyCallback("", signature), code("body_missing"));
  assert.throws(() => verifier.verifyCallback(body.slice(0, -5), signature), code("json_syntax"));
  assert.throws(() => verifier.verifyCallback(body + body, signature), code("json_syntax"));
  assert.throws(() => verifier.verifyCallback(body.replace("}", ',"a":1}'), signature), code("signature_mismatch"));
  for (const missing of [undefined, null, ""]) {
    assert.throws(() => verifier.verifyCallback(body, missing), code("signature_missing"));
  }
  assert.throws(() => verifier.verifyCallback(body, [signature, signature]), code("argument_invalid"));
  assert.throws(() => verifier.verifyCallback(body, 5), code("argument_invalid"));
  assert.throws(() => verifier.verifyCallback(body, "zz"), code("signature_malformed"));
  assert.equal(verifier.verifyCallback(body, signature).isFinal, true);
});

test("the faults of test callbacks are refused or taken as they should be", () => {
  const gateway = new TestGateway();
  for (const fault of callbackFaults()) {
    const sent = gateway.callback(undefined, { fault });
    const verify = () => gateway.verifier().verifyCallback(sent.body, sent.signature);
    if (sent.verifies) assert.ok(verify());
    else assert.throws(verify, (error) => error instanceof TarsPayError && error.code.startsWith("signature_"), fault);
  }
  assert.throws(() => gateway.callback(undefined, { fault: "none such" }), code("argument_invalid", "fault"));
  assert.throws(() => gateway.callback(undefined, { fault: 5 }), code("argument_invalid", "fault"));
  const own = new TestGateway(SECRET);
  assert.ok(own.verifier().verifyCallback(...Object.values(own.callback())).isSuccess);
});

test("all problems of an order come at once, in both ways of asking", () => {
  const signer = new Signer(SECRET);
  const order = { mchNo: "M1", mchOrderNo: "", amount: "1,000", wayCode: "X", currency: "IDR", notifyUrl: "shop" };
  const problems = tarspay.validate("create_deposit", order, { market: "ID" });
  assert.ok(problems.filter(({ severity }) => severity === "error").length >= 3);
  assert.throws(() => signer.createDeposit(order, { market: "ID" }), (error) => {
    code("order_invalid")(error);
    assert.deepEqual(error.problems, problems);
    return true;
  });
  assert.deepEqual(tarspay.validate("createDeposit", JSON.stringify(order), { market: "ID" }), problems);
  assert.throws(() => tarspay.validate("nothing", {}), code("argument_invalid", "endpoint"));
  assert.throws(() => tarspay.validate("create_deposit", order, { market: "ZZ" }), code("argument_invalid", "market"));
  for (const wrong of [undefined, null, 5, [], new Map()]) {
    assert.throws(() => tarspay.validate("create_deposit", wrong), code("argument_invalid"));
    assert.throws(() => signer.createDeposit(wrong), code("argument_invalid"));
  }
});

test("answers are read into the endpoint's types", () => {
  const body = '{"code":0,"msg":"ok","data":{"machNo":"M1","state":"2","new":9007199254740993},"sign":"x","extra":1}';
  const balance = tarspay.parseResponse("query_balance", body);
  assert.equal(balance.isSuccess, true);
  assert.equal(balance.data.mchNo, "M1");
  assert.equal(balance.data.new, 9007199254740993n);
  assert.equal(balance.other.extra, 1);
  const failed = tarspay.parseResponse("query_balance", Buffer.from('{"code":5003008,"msg":"Signature error","data":null}'));
  assert.equal(failed.isSuccess, false);
  assert.equal(failed.data, undefined);
  assert.deepEqual(failed.codeTexts, tarspay.gatewayCodeTexts(5003008));
  assert.throws(() => tarspay.parseResponse("query_balance", "<html>"), code("json_syntax"));
});

test("keys are read as hex, PEM and bytes, and mistakes are named", () => {
  const hex = new PrivateKey(SECRET).publicKey.toHex();
  const bytes = Buffer.from(SECRET, "hex");
  for (const form of [SECRET, SECRET.toUpperCase(), bytes, new Uint8Array(bytes).buffer, new PrivateKey(SECRET)]) {
    assert.equal(new PrivateKey(form).publicKey.toHex(), hex);
    assert.equal(new Signer(form).publicKey.toHex(), hex);
  }
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
  for (const type of ["sec1", "pkcs8"]) {
    const pem = privateKey.export({ type, format: "pem" });
    assert.ok(new PublicKey(publicKey.export({ type: "spki", format: "pem" })).equals(new PrivateKey(pem).publicKey));
  }
  for (const [wrong, wanted] of [
    [`0x${SECRET}`, "private_key_malformed"],
    [SECRET.slice(2), "private_key_malformed"],
    ["0".repeat(64), "private_key_out_of_range"],
    ["f".repeat(64), "private_key_out_of_range"],
    [hex, "key_kind_swapped"],
    [generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }), "key_wrong_curve"],
    [Buffer.alloc(31), "private_key_malformed"],
    [undefined, "argument_invalid"],
    [null, "argument_invalid"],
    [5, "argument_invalid"],
    [{}, "argument_invalid"],
  ]) {
    assert.throws(() => new PrivateKey(wrong), code(wanted));
    assert.throws(() => new Signer(wrong), code(wanted));
  }
  for (const [wrong, wanted] of [
    [SECRET, "key_kind_swapped"],
    [`02${"f".repeat(64)}`, "public_key_not_on_curve"],
    [undefined, "argument_invalid"],
  ]) {
    assert.throws(() => new PublicKey(wrong), code(wanted));
    assert.throws(() => new Verifier({ keys: [wrong] }), code(wanted));
  }
  assert.throws(() => new Verifier({ keys: [] }), code("no_trusted_key"));
  assert.notEqual(PrivateKey.generate().exposeHex(), PrivateKey.generate().exposeHex());
  assert.equal(PrivateKey.generate().exposeHex().length, 64);
});

/** In lower case, in pieces that are too long to be chance. */
function waysOfWriting(secret) {
  const bytes = Buffer.from(secret, "hex");
  const pieces = [bytes, Buffer.from(bytes).reverse()].flatMap((some) => Array.from({ length: 8 }, (_, at) => some.subarray(4 * at, 4 * at + 4)));
  const ways = [BigInt(`0x${secret}`).toString(), bytes.toString("base64").replace("=", ""), ...secret.match(/.{16}/g)];
  for (const piece of pieces) {
    const hex = piece.toString("hex").match(/../g);
    ways.push(piece.join(","), piece.join(", "), hex.join(" "), hex.map((byte) => `\\x${byte}`).join(""));
  }
  return ways.map((way) => way.toLowerCase());
}

const shows = (text) => waysOfWriting(SECRET).some((way) => text.toLowerCase().includes(way));

test("a private key is never printed", () => {
  const bytes = Buffer.from(SECRET, "hex");
  const base64 = bytes.toString("base64");
  const decimal = BigInt(`0x${SECRET}`).toString();
  for (const control of [SECRET, SECRET.toUpperCase(), decimal, base64, inspect(bytes), inspect([...bytes]), JSON.stringify(bytes)]) {
    assert.ok(shows(`<${control}>`), `the search does not find ${control}`);
  }
  const key = new PrivateKey(SECRET);
  const signer = new Signer(key);
  const gateway = new TestGateway(key);
  const sent = gateway.callback();
  const written = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => done(void written.push(String(chunk))) });
  const logger = new Console(stream, stream);
  const values = [key, key.publicKey, signer, gateway, gateway.verifier(), new UnsignedRequest("POST", "/a", {}, NONCE), { deep: { key, signer } }];
  values.push(signer.sign("POST", "/a", {}, { nonce: NONCE }), gateway.verifier().verifyCallback(sent.body, sent.signature));
  values.push(explain.explainRequest({ method: "POST", path: "/a", nonce: String(NONCE), body: "{}", privateKey: key }));
  for (const value of values) {
    logger.error("%s %o %j", value, value, value);
    logger.log(inspect(value, { depth: null, showHidden: true, getters: true }), `${value}`, JSON.stringify(value) ?? "");
  }
  let refused = 0;
  const around = ["0x", " ", "00", "g", "02"].flatMap((extra) => [SECRET, base64, decimal].map((text) => extra + text));
  const pem = `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----`;
  for (const wrong of [...around, SECRET.slice(1), `${SECRET}00`, `${SECRET} `, base64, decimal, pem]) {
    for (const call of [
      () => new PrivateKey(wrong),
      () => new PublicKey(wrong),
      () => new Verifier({ keys: [wrong] }),
      () => gateway.verifier().verifyCallback(wrong, wrong),
      () => signer.sign("POST", wrong, {}, { nonce: NONCE }),
      () => signer.sign("POST", "/a", wrong, { nonce: NONCE }),
    ]) {
      try {
        call();
      } catch (error) {
        refused += 1;
        logger.error(error, error.stack, JSON.stringify(error), inspect(error, { depth: null, showHidden: true }));
      }
    }
  }
  assert.ok(refused > 100, `${refused}`);
  const all = written.join("");
  assert.ok(!shows(all), "the secret is printed");
  assert.ok(all.toLowerCase().includes("privatekey(…)"));
  assert.equal(key.exposeHex(), SECRET);
});

test("a freed object says so, and freeing twice does nothing", () => {
  const objects = [
    [new PrivateKey(SECRET), (key) => key.exposeHex()],
    [new Signer(SECRET), (signer) => signer.sign("POST", "/a", {})],
    [new Verifier(), (verifier) => verifier.verifyText("a", "30")],
    [new UnsignedRequest("POST", "/a", {}), (request) => request.stringToSign],
    [new TestGateway(), (gateway) => gateway.callback()],
  ];
  for (const [object, use] of objects) {
    object.free();
    object.free();
    object[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
    assert.throws(() => use(object), code("object_closed"));
  }
  const key = new PrivateKey(SECRET);
  const signer = new Signer(key);
  key.free();
  assert.ok(signer.sign("POST", "/a", {}));
});

test("a method called without its object is a TypeError, and no input breaks an object", () => {
  const signer = new Signer(SECRET);
  const { sign } = signer;
  assert.throws(() => sign("POST", "/a", {}), TypeError);
  const nonsense = [undefined, null, true, 5, 5n, "", "x", [], {}, Symbol("x"), () => 1, new Date(), Buffer.alloc(3), Number.NaN, new Proxy({}, {})];
  const verifier = new Verifier();
  const calls = [
    (a, b, c) => signer.sign(a, b, c),
    (a, b) => signer.createDeposit(a, b),
    (a, b) => signer.sign("POST", "/a", a, b),
    (a, b) => verifier.verifyCallback(a, b),
    (a, b) => verifier.verifyText(a, b),
    (a) => verifier.verifyRequest(a),
    (a, b, c) => tarspay.validate(a, b, c),
    (a, b) => tarspay.parseResponse(a, b),
    (a, b) => tarspay.parseResponse("query_balance", a),
    (a) => new Verifier(a),
    (a) => new Verifier({ keys: a }),
    (a) => new Verifier({ maxBytes: a }),
    (a, b) => new Signer(a, b),
    (a) => new Signer(SECRET, { maxBytes: a }),
    (a) => new PublicKey(a),
    (a, b, c) => new UnsignedRequest(a, b, c),
    (a, b) => new UnsignedRequest("POST", "/a", {}).attachSignature(a, b),
    (a, b, c) => hazmat.verifyPrehash(a, b, c),
    (a, b) => hazmat.signPrehash(a, b),
    (a) => hazmat.readSignature(a),
    (a) => hazmat.doubleSha256(a),
    (a) => tarspay.market(a),
    (a) => tarspay.gatewayCodeTexts(a),
    (a) => explain.explainRequest(a),
    (a) => explain.explainCallback(a),
    (a, b, c) => explain.explainRequest({ method: a, path: b, nonce: c, body: a, signature: b, apiKey: c }),
    (a, b, c) => explain.explainCallback({ body: a, signature: b, keys: c }),
    (a) => new TestGateway(a),
    (a, b) => new TestGateway().callback(a, b),
  ];
  let refused = 0;
  for (const call of calls) {
    for (const a of nonsense) {
      for (const b of nonsense) {
        for (const c of call.length > 2 ? nonsense : [undefined]) {
          try {
            call(a, b, c);
          } catch (error) {
            refused += 1;
            assert.ok(error instanceof TarsPayError || error instanceof TypeError, `${call}: ${error?.stack}`);
            assert.ok(!(error instanceof WebAssembly.RuntimeError), `${call}: ${error?.stack}`);
          }
        }
      }
    }
  }
  assert.ok(refused > 10_000, String(refused));
  const gateway = new TestGateway();
  const { body, signature } = gateway.callback();
  assert.ok(gateway.verifier().verifyCallback(body, signature));
  assert.throws(() => verifier.verifyCallback(body, signature), code("signature_mismatch"));
  assert.equal(signer.sign("POST", "/a", {}, { nonce: NONCE }).stringToSign, `POST|/a|${NONCE}|`);
});

test("Node's own crypto and this package verify each other", () => {
  for (let round = 0; round < 200; round += 1) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
    const pem = publicKey.export({ type: "spki", format: "pem" });
    const signer = new Signer(privateKey.export({ type: "pkcs8", format: "pem" }));
    const members = { order: String(round), text: "Ω…👍".repeat(round % 5) };
    const request = signer.sign("POST", "/a", members);
    const once = createHash("sha256").update(request.stringToSign).digest();
    const signature = Buffer.from(request.headers["X-API-SIGNATURE"], "hex");
    assert.ok(nodeVerify("sha256", once, publicKey, signature));
    const theirs = nodeSign("sha256", once, privateKey).toString("hex");
    assert.equal(new Verifier({ keys: pem }).verifyText(request.stringToSign, theirs).toHex(), signer.publicKey.toHex());
  }
});

test("a signature from outside completes a request", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
  const pem = publicKey.export({ type: "spki", format: "pem" });
  const unsigned = new UnsignedRequest("POST", "/api/balanceInfo", { mchNo: "M1" });
  const once = createHash("sha256").update(unsigned.stringToSign).digest();
  const der = nodeSign("sha256", once, privateKey);
  const raw = nodeSign("sha256", once, { key: privateKey, dsaEncoding: "ieee-p1363" });
  for (const signature of [der, der.toString("hex"), raw]) {
    const request = unsigned.attachSignature(pem, signature);
    const [apiKey, nonce, sent] = ["X-API-KEY", "X-API-NONCE", "X-API-SIGNATURE"].map((name) => request.headers[name]);
    const received = { method: "POST", path: request.path, nonce, apiKey, signature: sent, body: request.body };
    assert.deepEqual(new Verifier({ keys: pem }).verifyRequest(received).members, { mchNo: "M1" });
    assert.equal(hazmat.readSignature(sent).highS, false);
  }
  assert.throws(() => unsigned.attachSignature(new PrivateKey(SECRET).publicKey, der), code("signature_mismatch"));
});

test("explain names a mistake", () => {
  const signer = new Signer(SECRET);
  const right = signer.sign("POST", "/api/balanceInfo", { mchNo: "M1" }, { nonce: NONCE });
  const wrong = signer.sign("POST", "/api/balanceInfo/", { mchNo: "M1" }, { nonce: NONCE });
  const given = { method: "POST", path: right.path, nonce: right.headers["X-API-NONCE"], body: right.body, apiKey: right.headers["X-API-KEY"] };
  assert.equal(explain.explainRequest({ ...given, signature: right.headers["X-API-SIGNATURE"] }).verdict, "valid");
  const explanation = explain.explainRequest({ ...given, signature: wrong.headers["X-API-SIGNATURE"] });
  assert.equal(explanation.verdict, "mismatch");
  assert.equal(explanation.diagnosis.proven, true);
  assert.ok(explanation.text.includes(explanation.diagnosis.remedy.slice(0, 20)));
});

test("the catalogue is there", () => {
  assert.equal(tarspay.markets().length, 14);
  assert.equal(tarspay.market("br").currency, "BRA");
  assert.equal(tarspay.endpoints().length, 12);
  assert.equal(tarspay.OrderState.SUCCESS, 2);
});

