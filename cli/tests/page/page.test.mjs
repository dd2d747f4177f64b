// The sandbox's page in a real browser: node page.test.mjs COMMAND TOOLS

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { openInChromium } from "../../../bindings-wasm/test/runtimes.mjs";

const [command, tools] = process.argv.slice(2);
const KEY = "c3a1f00000000000000000000000000000000000000000000000000000000001";

const sandbox = spawn(command, ["sandbox", "--json", "--port", "0", "--unit", "50"], { stdio: ["ignore", "pipe", "ignore"] });
const [line] = await once(createInterface(sandbox.stdout), "line");
const { address, platformPublicKey } = JSON.parse(line);

const received = [];
const handler = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  received.push({ body, signature: request.headers["x-resp-signature"] });
  response.end("OK");
}).listen(0, "127.0.0.1");
await once(handler, "listening");
const notifyUrl = `http://127.0.0.1:${handler.address().port}/notify`;

function sign(path, body) {
  const options = ["--json", "sign", "--path", path, "--body", "-"];
  const env = { ...process.env, TARSPAY_PRIVATE_KEY: KEY };
  return JSON.parse(execFileSync(command, options, { input: JSON.stringify(body), env }));
}

/** Signs for one path and sends to another, usually the same. */
async function call(signedPath, body, path = signedPath) {
  const { headers, body: exact } = sign(signedPath, body);
  const answer = await fetch(address + path, { method: "POST", headers, body: exact });
  return answer.json();
}

function deposit(mchOrderNo, amount) {
  const body = { mchNo: "M1", mchOrderNo, wayCode: "CASHIER", amount, currency: "VND", notifyUrl };
  return call("/api/pay/unifiedOrder", body);
}

async function until(isThere, what) {
  for (const end = Date.now() + 60_000; !isThere(); ) {
    assert.ok(Date.now() < end, `${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function verifies({ body, signature }) {
  const options = ["verify", "callback", "--body", "-", "--signature", signature, "--public-key", platformPublicKey];
  try {
    execFileSync(command, options, { input: body, stdio: ["pipe", "ignore", "ignore"] });
    return true;
  } catch {
    return false;
  }
}

try {
  await openInChromium(tools, address, async (page, complaints) => {
    const hosts = new Set();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.getByText("No order yet.").waitFor();
    await page.getByText("No request yet.").waitFor();

    // An order shows up by itself, with its callback and its end.
    assert.equal((await deposit("D1", "31500")).code, 0);
    const row = page.locator("#orders > li", { hasText: "deposit D1" });
    await row.getByText("success", { exact: true }).waitFor();
    await row.locator("summary").focus();
    await page.keyboard.press("Enter");
    await row.getByText("answered OK").waitFor();
    await row.getByText(received[0].signature).waitFor();
    await page.locator("#requests > li", { hasText: "accepted" }).waitFor();

    // Each button sends what it says.
    const sent = { Resend: true, Replay: true, Forge: false, Tamper: false };
    for (const [label, genuine] of Object.entries(sent)) {
      const before = received.length;
      await row.getByRole("button", { name: label }).click();
      await until(() => received.length > before, label);
      assert.equal(verifies(received[before]), genuine, label);
    }
    assert.deepEqual(received[2], received[1], "a replay has the very same bytes");
    await row.getByText("answered OK").nth(4).waitFor();
    assert.equal(await row.locator("details").getAttribute("open"), "", "what was unfolded stays so");

    // What can't be sent is said where it was asked for.
    await deposit("D5", "105");
    const unpaid = page.locator("#orders > li", { hasText: "deposit D5" });
    await unpaid.locator("summary").click();
    await unpaid.getByRole("button", { name: "Resend" }).click();
    await unpaid.getByRole("alert").getByText("has no callback").waitFor();

    // A wrong signature is explained.
    assert.equal((await call("/api/balanceInfo/", { mchNo: "M1" }, "/api/balanceInfo")).code, 5003008);
    const refused = page.locator("#requests > li", { hasText: "refused: 5003008" });
    await refused.locator("summary").click();
    await refused.getByText("path_trailing_slash").waitFor({ timeout: 60_000 });

    // What came in stays text.
    await call("/api/balanceInfo", { mchNo: "<img src=x onerror=alert(1)>" });
    await page.getByText("<img src=x").first().waitFor();
    assert.equal(await page.locator("main img").count(), 0);

    // Narrow screens need no scrolling sideways.
    await page.setViewportSize({ width: 360, height: 640 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), "the page is wider than a phone");

    assert.deepEqual([...hosts], [new URL(address).host], "the page talks to the sandbox alone");
    // Chromium itself complains of the refusal that was asked for above.
    assert.deepEqual(complaints.filter((text) => !text.includes("409")), []);

    sandbox.kill();
    await page.getByText("does not answer").waitFor();
  });
  console.log("ok: the sandbox's page in Chromium");
} finally {
  sandbox.kill();
  handler.close();
}
