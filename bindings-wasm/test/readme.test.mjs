// Every example of the README, run as it is printed, against a gateway that answers as documented.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { Verifier } from "tarspay";

const readme = readFileSync(new URL("node_modules/tarspay/README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, source]) => source);
const { published } = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));
const callback = published.vectors.find(({ kind }) => kind === "callback");
const SECRET = "6d1f0a5b3c9e7d2184f6a0b1c2d3e4f506172839405162738495a6b7c8d9eafb";

/** What each example, found by a part of it, must print; servers are called instead. */
const expected = [
  [/createDeposit\(\{\n/, /^true 0 \{/],
  [/error\.problems/, /^amount amount_invalid 500321 .*\n(.*\n)*notifyUrl url_invalid 5003012 /],
  [/tarspay\/express/, "server"],
  [/tarspay\/web/, "handler"],
  [/explainRequest/, /^valid\n[^]*string to sign/i],
  [/errorCodes/, /^signature_mismatch\n\{ ?\n? *code: /],
  [/TestGateway/, /^true\nsignature_mismatch\n$/],
  [/UnsignedRequest/, /^0[23][0-9a-f]{64}\nPrivateKey\(…\) \{"key":"PrivateKey\(…\)"\}\n32\n$/],
];

test("no example is without a check", () => {
  assert.equal(examples.length, expected.length);
});

for (const [index, [part, wanted]] of expected.entries()) {
  test(`example ${index + 1}`, async () => {
    const source = examples.find((example) => part.test(example));
    const file = new URL(`readme-${index}.mjs`, import.meta.url);
    writeFileSync(file, source);
    if (wanted === "server") {
      return serverExample(file);
    }
    if (wanted === "handler") {
      const { default: worker } = await import(file);
      const answer = await worker.fetch(notification("http://shop.example/tarspay/notify"));
      assert.equal(await answer.text(), "OK");
      return;
    }
    const gateway = createServer(answerAsGateway).listen(0, "127.0.0.1");
    await new Promise((resolve) => gateway.once("listening", resolve));
    try {
      const output = await run(file, { TARSPAY_BASE: `http://127.0.0.1:${gateway.address().port}` });
      assert.match(output, wanted);
    } finally {
      gateway.close();
    }
  });
}

test("the project's README", async () => {
  const project = readFileSync(new URL("project-readme.md", import.meta.url), "utf8");
  const [, source] = /```js\n(.*?)```/s.exec(project);
  const file = new URL("readme-project.mjs", import.meta.url);
  writeFileSync(file, source);
  assert.match(await run(file, {}), /^\/api\/balanceInfo 30[0-9a-f]{130,142}\n$/);
});

function notification(url) {
  return new Request(url, { method: "POST", body: callback.signed_text, headers: { "X-RESP-SIGNATURE": callback.signature } });
}

function start(file, env) {
  return spawn(process.execPath, [file.pathname], { env: { ...process.env, TARSPAY_PRIVATE_KEY: SECRET, ...env } });
}

function run(file, env) {
  return new Promise((resolve, reject) => {
    const child = start(file, env);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (text) => (output.stdout += text));
    child.stderr.on("data", (text) => (output.stderr += text));
    child.on("exit", (status) => (status === 0 ? resolve(output.stdout) : reject(new Error(output.stderr))));
  });
}

async function serverExample(file) {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  const child = start(file, { PORT: String(port) });
  let printed = "";
  child.stdout.on("data", (text) => (printed += text));
  try {
    let answer;
    for (let attempt = 0; answer === undefined && attempt < 100; attempt += 1) {
      answer = await fetch(notification(`http://127.0.0.1:${port}/`)).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(await answer.text(), "OK");
    assert.equal(await (await fetch(notification(`http://127.0.0.1:${port}/`))).text(), "OK");
    assert.equal(printed.trim().split("\n").length, 1, "a repeated callback is skipped");
  } finally {
    child.kill();
  }
}

/** Takes a request only if its signature holds. */
async function answerAsGateway(request, response) {
  let body = "";
  for await (const piece of request) body += piece;
  const [nonce, apiKey, signature] = ["nonce", "key", "signature"].map((name) => request.headers[`x-api-${name}`]);
  const verifier = new Verifier({ keys: apiKey });
  verifier.verifyRequest({ method: request.method, path: request.url, nonce, apiKey, signature, body });
  response.end('{"code":0,"msg":"success","data":{"payOrderId":"P1","state":1}}');
}
