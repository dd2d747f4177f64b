// The adapters in the real frameworks, over real sockets.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { Verifier } from "tarspay";
import * as express from "tarspay/express";
import * as fastify from "tarspay/fastify";
import { TestGateway } from "tarspay/testing";
import * as web from "tarspay/web";

// The frameworks are tools of the tests, not parts of the project that the package is installed into.
const tool = createRequire(join(process.env.TARSPAY_TOOLS, "package.json"));
const gateway = new TestGateway();
const verifier = gateway.verifier();

/** Sends what a gateway and a forger send; `seen` is what reached the handler. */
async function exercise(base, seen, more = {}) {
  const post = (body, signature, headers = {}) =>
    fetch(base, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", ...(signature && { "X-RESP-SIGNATURE": signature }), ...headers },
    });
  const good = gateway.callback();
  const answer = await post(good.body, good.signature);
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), "OK");
  assert.equal(seen.length, 1);
  assert.equal(seen[0].isSuccess, true);
  const pretty = gateway.callback(undefined, { fault: "pretty_printed" });
  assert.equal((await post(pretty.body, pretty.signature, { "Content-Type": "text/plain" })).status, 200);
  assert.equal(seen.length, 2);
  for (const fault of ["tampered_amount", "wrong_key", "broken_signature", "no_signature"]) {
    const forged = gateway.callback(undefined, { fault });
    const refused = await post(forged.body, forged.signature);
    assert.equal(refused.status, 401, fault);
    assert.match(await refused.text(), /^signature_/);
  }
  assert.equal((await post("", good.signature)).status, 400);
  assert.equal((await post("{", good.signature)).status, 400);
  assert.equal((await post("a".repeat(1_100_000), good.signature)).status, more.unreadable ?? 413);
  assert.equal(seen.length, 2);
}

async function serving(server, run) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run(`http://127.0.0.1:${server.address().port}/notify`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("Node's own http", async () => {
  const seen = [];
  const server = createServer(express.callbackHandler(verifier, (callback) => seen.push(callback)));
  await serving(server, (base) => exercise(base, seen));
});

test("Express, without a body parser", async () => {
  const seen = [];
  const app = tool("express")().set("env", "test");
  app.post("/notify", express.callbackHandler(verifier, async (callback) => seen.push(callback)));
  await serving(createServer(app), (base) => exercise(base, seen));
});

test("Express, with express.raw and with rawBody kept beside the parsed body", async () => {
  const raw = tool("express").raw({ type: "*/*", limit: "2mb" });
  const kept = tool("express").json({ type: "*/*", limit: "2mb", verify: (request, _, bytes) => { request.rawBody = bytes; } });
  // express.json itself refuses what is no JSON, before it looks at the size.
  for (const [parser, unreadable] of [[raw, 413], [kept, 400]]) {
    const seen = [];
    const app = tool("express")().set("env", "test");
    app.post("/notify", parser, express.callbackHandler(verifier, (callback) => seen.push(callback)));
    await serving(createServer(app), (base) => exercise(base, seen, { unreadable }));
  }
});

test("Express, with a parser that loses the bytes: the program is told, not the gateway", async () => {
  const app = tool("express")().set("env", "test");
  app.use(tool("express").json());
  app.post("/notify", express.callbackHandler(verifier, () => assert.fail("called")));
  const errors = [];
  app.use((error, _request, response, _next) => {
    errors.push(error);
    response.status(500).end();
  });
  await serving(createServer(app), async (base) => {
    const { body, signature } = gateway.callback();
    const headers = { "Content-Type": "application/json", "X-RESP-SIGNATURE": signature };
    assert.equal((await fetch(base, { method: "POST", body, headers })).status, 500);
  });
  assert.equal(errors[0].code, "body_not_raw");
});

test("a handler that throws is not answered with OK", async () => {
  const app = tool("express")().set("env", "test");
  app.post("/notify", express.callbackHandler(verifier, async () => { throw new Error("database"); }));
  app.use((error, _request, response, _next) => response.status(503).end(error.message));
  await serving(createServer(app), async (base) => {
    const { body, signature } = gateway.callback();
    assert.equal((await fetch(base, { method: "POST", body, headers: { "X-RESP-SIGNATURE": signature } })).status, 503);
  });
  const handler = web.callbackHandler(verifier, () => { throw new Error("database"); });
  const { body, signature } = gateway.callback();
  const request = new Request("http://shop.example/", { method: "POST", body, headers: { "X-RESP-SIGNATURE": signature } });
  await assert.rejects(handler(request), /database/);
});

test("Fastify, whose other routes still parse", async () => {
  const seen = [];
  const app = tool("fastify")({ bodyLimit: 1_048_576 });
  app.register(fastify.callbackPlugin, { path: "/notify", verifier, onCallback: (callback) => seen.push(callback) });
  app.post("/other", async (request) => request.body);
  const base = await app.listen({ port: 0, host: "127.0.0.1" });
  try {
    await exercise(`${base}/notify`, seen);
    const other = await fetch(`${base}/other`, { method: "POST", body: '{"a":1}', headers: { "Content-Type": "application/json" } });
    assert.deepEqual(await other.json(), { a: 1 });
  } finally {
    await app.close();
  }
});

test("Hono, by its Request", async () => {
  const { Hono } = tool("hono");
  const seen = [];
  const app = new Hono();
  const notify = web.callbackHandler(verifier, (callback) => seen.push(callback));
  app.post("/notify", (context) => notify(context.req.raw));
  const server = createServer(async (incoming, outgoing) => {
    const headers = new Headers(Object.entries(incoming.headers));
    const request = new Request(`http://127.0.0.1${incoming.url}`, { method: "POST", headers, body: incoming, duplex: "half" });
    const answer = await app.fetch(request);
    outgoing.writeHead(answer.status).end(await answer.text());
  });
  await serving(server, (base) => exercise(base, seen));
});

test("more arguments reach the handler", async () => {
  const { body, signature } = gateway.callback();
  const request = new Request("http://shop.example/", { method: "POST", body, headers: { "X-RESP-SIGNATURE": signature } });
  let seen;
  const handler = web.callbackHandler(verifier, (_callback, ...rest) => { seen = rest; });
  await handler(request, "env", "context");
  assert.deepEqual(seen.slice(1), ["env", "context"]);
  assert.ok(new Verifier().keys.length === 1);
});
