// `node all.mjs TOOLS RUNTIME CASES` in the project that the package is installed into: prints what the runtime says.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inChromium, inWorkerd } from "./runtimes.mjs";

const [tools, runtime, cases] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const bin = (name) => join(tools, "node_modules/.bin", name);
const lines = () => readFileSync(cases, "utf8");

const runtimes = {
  node: () => run(process.execPath, ["run.mjs", cases]),
  bun: () => run(bin("bun"), ["run", "run.mjs", cases]),
  deno: () => run(bin("deno"), ["run", "--no-config", "--node-modules-dir=manual", "--allow-read", "run.mjs", cases]),
  workerd: () =>
    inWorkerd(tools, here, "worker.mjs", async (url) => (await fetch(url, { method: "POST", body: lines() })).text()),
  chromium: () =>
    inChromium(tools, here, "page.html", async (page, complaints) => {
      await page.waitForFunction(() => window.answers !== undefined).catch((error) => {
        throw new Error([error.message, ...complaints].join("\n"));
      });
      return page.evaluate((given) => window.answers(given), lines());
    }),
};
process.stdout.write(await runtimes[runtime]());

function run(program, options) {
  return execFileSync(program, options, { cwd: here, encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "inherit"] });
}
