// The built page in a real browser: node playground.test.mjs DIST TOOLS PROJECT VECTORS RUNTIMES MODELS

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "./serve.mjs";

const [dist, tools, project, vectors, runtimes, models] = process.argv.slice(2);
const { openInChromium } = await import(pathToFileURL(runtimes).href);
const axe = readFileSync(createRequire(join(project, "package.json")).resolve("axe-core/axe.min.js"), "utf8");
const casesOf = (name) => JSON.parse(readFileSync(join(vectors, "explain", name), "utf8")).cases;
const KEY = "c3a1f00000000000000000000000000000000000000000000000000000000001";

const server = await serve(dist);
const hash = (tool, fields) => `#${tool}?${new URLSearchParams(fields)}`;

async function accessible(page, what) {
  // Not as a script of the page, which may run its own alone.
  await page.evaluate(`${axe}; undefined`);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`), [], what);
}

/** Fills in a form, sends it, and gives the answer's text. */
async function submit(page, fields, button) {
  for (const [label, text] of Object.entries(fields)) {
    await page.getByRole("textbox", { name: label, exact: true }).fill(text);
  }
  await page.getByRole("button", { name: button, exact: true }).click();
  return page.getByRole("region", { name: "Answer" }).innerText();
}

/** Opens a tool anew on the page that is there. */
async function open(page, fragment) {
  await page.evaluate(() => document.querySelector("main").replaceChildren());
  await page.evaluate((to) => {
    if (location.hash === to) dispatchEvent(new Event("hashchange"));
    else location.hash = to;
  }, fragment);
  await page.getByRole("region", { name: "Answer" }).getByRole("heading").first().waitFor();
}

const named = new Set();
const list = (words) => (words ?? []).join(" ");

/** The first case of each mistake: its wrong signature is pasted, and the mistake is read from the diagnosis. */
async function eachDiagnosis(page, kind, tool, button, fieldsOf) {
  const cases = ["requests.json", "callbacks.json", "controls.json"].flatMap(casesOf).filter((each) => each.kind === kind);
  const done = new Set();
  for (const each of cases) {
    const { mistakes = [] } = each.expect;
    // The page has no field for a private key that signs otherwise, and its fields hold one line.
    if (mistakes.every((mistake) => done.has(mistake)) || each.privateKey || each.signature?.includes("\n")) continue;
    const [method, fields] = fieldsOf(each);
    await open(page, hash(tool, { method, body: "{}" }));
    await page.getByText("More that may help").click();
    await submit(page, fields, button);
    const diagnosis = await page.locator(".verdict").innerText();
    for (const mistake of mistakes) {
      assert.ok(diagnosis.includes(mistake), `${each.name}: ${mistake}\n${diagnosis}`);
      done.add(mistake);
      named.add(mistake);
    }
  }
}

const checks = {
  async "it is there soon, small, and asks for nothing more"(page) {
    await page.goto("about:blank");
    Object.assign(server.sent, { bytes: 0, requests: [] });
    await page.goto(server.address);
    await page.locator("main[data-ready]").waitFor();
    const loaded = [...server.sent.requests];
    const ready = await page.evaluate(() => performance.now());
    console.log(`   usable in ${Math.round(ready)} ms, ${server.sent.bytes} bytes compressed in ${loaded.length} requests`);
    assert.ok(server.sent.bytes < 300_000, `${server.sent.bytes} bytes`);
    for (const tool of ["callback", "order", "explain"]) {
      await open(page, `#${tool}`);
    }
    assert.deepEqual(server.sent.requests, loaded, "something was fetched after the page was loaded");
    const answer = await page.evaluate((address) => fetch(address).then(() => "connected", () => "refused"), server.address);
    assert.equal(answer, "refused", "the page can connect");
    complaints.length = 0;
  },

  async "each diagnosis of a request is named"(page) {
    await eachDiagnosis(page, "request", "explain", "Explain", ({ method, path, nonce, body, apiKey, signature, otherKeys, otherNonces }) => {
      const fields = { Path: path, "X-API-NONCE": nonce, Body: body, "X-API-KEY": apiKey ?? "", "X-API-SIGNATURE": signature };
      return [method, { ...fields, "Other public keys": list(otherKeys), "Other nonces": list(otherNonces) }];
    });
  },

  async "each diagnosis of a callback is named"(page) {
    await eachDiagnosis(page, "callback", "callback", "Verify", ({ body, keys, signature, otherKeys, path, nonce }) => {
      const fields = { Body: body, "X-RESP-SIGNATURE": signature, "Trusted public keys": list(keys) };
      return ["POST", { ...fields, "Other public keys": list(otherKeys), Path: path ?? "", Nonce: nonce ?? "" }];
    });
    const all = [...readFileSync(models, "utf8").split("export type MistakeName")[1].split(";")[0].matchAll(/"(\w+)"/g)].map(([, name]) => name);
    console.log(`   ${named.size} of ${all.length} diagnoses`);
    assert.deepEqual(all.filter((name) => !named.has(name)), []);
  },

  async "what the gateway published holds, and what was changed does not"(page) {
    await open(page, "#explain");
    const answer = page.getByRole("region", { name: "Answer" });
    await answer.getByText("The signature holds.").waitFor();
    await page.getByLabel("Example").selectOption({ index: 2 });
    await answer.getByText("path_trailing_slash").waitFor();
    assert.ok((await answer.locator("del").count()) + (await answer.locator("ins").count()) > 0, "what differs is not marked");
    await open(page, "#callback");
    await answer.getByText("M1696154848|P1734517376779485186|3").waitFor();
    await page.getByLabel("Example").selectOption({ index: 2 });
    await answer.getByText("Refused: signature_mismatch").waitFor();
    await page.getByLabel("Example").selectOption({ index: 3 });
    await answer.getByText("Refused: signature_malformed").waitFor();
  },

  async "orders are validated while they are typed, and signed"(page) {
    await open(page, "#order");
    const answer = page.getByRole("region", { name: "Answer" });
    await answer.getByText("The order is valid.").waitFor();
    const amount = page.getByRole("textbox", { name: "amount (required)" });
    await amount.fill("1,000.5");
    await page.locator(".problem", { hasText: "amount_invalid" }).waitFor();
    assert.equal(await amount.getAttribute("aria-invalid"), "true");
    await amount.fill("100000");
    await answer.getByText("The order is valid.").waitFor();
    await page.getByLabel("Private key").fill(KEY);
    const curl = answer.getByRole("region", { name: "curl" });
    await curl.getByText("X-API-SIGNATURE: 30").waitFor();
    for (const language of ["fetch", "httpx", "OkHttp"]) await answer.getByRole("region", { name: language }).waitFor();
    // Every market and every endpoint has a form.
    for (const name of ["Market", "Endpoint"]) {
      const select = page.getByLabel(name, { exact: true });
      for (const value of await select.locator("option").evaluateAll((options) => options.map((option) => option.value))) {
        await select.selectOption(value);
        await answer.getByRole("heading").first().waitFor();
      }
    }
  },

  async "no private key is kept, shown or linked"(page) {
    await open(page, "#explain");
    const key = page.getByLabel("Private key");
    await key.fill(KEY);
    await page.getByRole("button", { name: "Explain", exact: true }).click();
    await page.getByText("The signature of the private key").waitFor();
    assert.equal(await key.getAttribute("type"), "password");
    const shown = () => page.evaluate(() => document.documentElement.innerHTML + location.href + JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) + document.cookie);
    assert.ok(!(await shown()).includes(KEY.slice(0, 20)), "the key is on the page");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy a link" }).click();
    await page.getByText("copied").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(link.includes("nonce=1704183963685") && !link.includes(KEY.slice(0, 20)), link);
    await page.getByRole("button", { name: "Clear the key" }).click();
    assert.equal(await key.inputValue(), "");
    await key.fill(KEY);
    await page.reload();
    assert.equal(await key.inputValue(), "", "the key survived a reload");
    await key.fill(KEY);
    await page.goto("about:blank");
    await page.goBack();
    assert.equal(await key.inputValue(), "", "the key survived coming back");
    // A link brings back what it holds.
    await page.goto(link.replace("1704183963685", "1704183963686"));
    await page.reload();
    assert.equal(await page.getByRole("textbox", { name: "X-API-NONCE", exact: true }).inputValue(), "1704183963686");
  },

  async "nonsense is answered, and stays text"(page) {
    for (const body of ["", "{", "[1]", '{"a":1,"a":2}', '{"a":"<img src=x onerror=alert(1)>"}', `{"a":"${"x".repeat(200_000)}"}`, "\u0000\ud83d\ude00"]) {
      await open(page, hash("callback", { body: "{}" }));
      await submit(page, { Body: body, "X-RESP-SIGNATURE": "zz", "Trusted public keys": "0x02 nonsense" }, "Verify");
      await submit(page, { "Trusted public keys": "" }, "Verify");
    }
    await open(page, hash("explain", { body: '{"a":"<img src=x>"}', path: "<b>", nonce: "1" }));
    assert.equal(await page.locator("main img, main b").count(), 0);
    await page.goto(`${server.address}#none?x=%zz`);
    await page.getByRole("heading", { name: "Explain a request" }).waitFor();
  },

  async "it can be used with a keyboard, a screen reader and a phone, light and dark"(page) {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const tool of ["explain", "callback", "order"]) {
        await open(page, `#${tool}`);
        await accessible(page, `${tool}, ${colorScheme}`);
      }
    }
    await open(page, "#explain");
    await page.reload();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.getByRole("textbox", { name: "X-API-NONCE", exact: true }).focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("1704183963686");
    await page.keyboard.press("Enter");
    await page.getByText("The signature does not hold.").waitFor();
    await page.setViewportSize({ width: 360, height: 640 });
    for (const tool of ["explain", "callback", "order"]) {
      await open(page, `#${tool}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), `${tool} is wider than a phone`);
    }
  },
};

let complaints = [];
try {
  for (const [name, check] of Object.entries(checks)) {
    await openInChromium(tools, server.address, async (page, said) => {
      complaints = said;
      await page.locator("main[data-ready]").waitFor();
      await check(page);
      assert.deepEqual(complaints, [], name);
    });
    console.log(`ok ${name}`);
  }
} finally {
  server.close();
}
