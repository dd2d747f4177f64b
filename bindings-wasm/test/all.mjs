// `node all.mjs TOOLS TARBALL`, in the project that the tarball is installed into: every check, one line each.
// TARSPAY_CHECKS=types,bun runs these alone.

import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inChromium, inWorkerd } from "./runtimes.mjs";

const [tools, tarball] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const bin = (name) => join(tools, "node_modules/.bin", name);

// Node 10 knows no exports; a .wasm file is no module with types.
const attwOptions = ["--profile", "node16", "--format", "json", "--exclude-entrypoints", "tarspay.wasm", "explain.wasm"];

const checks = {
  types,
  attw,
  publint: async () => (await run(bin("publint"), [tarball, "--strict"])).trim().split("\n").at(-1),
  "node's test runner": () => nodeTests("api", "frameworks", "properties", "readme"),
  "node (this one)": () => vectors(process.execPath, ["run.mjs"]),
  "node 18": () => vectors(join(tools, "node_modules/node-18/bin/node"), ["run.mjs"]),
  "node 26": () => vectors(join(tools, "node_modules/node-26/bin/node"), ["run.mjs"]),
  "node bundled": bundled,
  bun: () => vectors(bin("bun"), ["run", "run.mjs"]),
  deno: () => vectors(bin("deno"), ["run", "--no-config", "--node-modules-dir=manual", "--allow-read", "run.mjs"]),
  workerd,
  chromium,
};

const only = process.env.TARSPAY_CHECKS?.split(",");
const queue = Object.entries(checks).filter(([name]) => only?.includes(name) ?? true);
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));

async function work() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, check] = next;
    const begun = performance.now();
    try {
      const result = await check();
      console.log(`ok ${name.padEnd(18)} ${result} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`FAILED ${name}: ${error?.stack ?? error}\n${error?.stdout ?? ""}`);
    }
  }
}

async function run(program, options, env = {}) {
  const more = { cwd: here, maxBuffer: 1 << 26, env: { ...process.env, ...env } };
  const { stdout } = await promisify(execFile)(program, options, more);
  return stdout;
}

async function vectors(program, options) {
  return judge(JSON.parse(await run(program, options)));
}

/** One file, away from the package, as services are often deployed. */
async function bundled() {
  const folder = mkdtempSync(join(tmpdir(), "tarspay-bundled-"));
  try {
    const file = join(folder, "run.mjs");
    await run(bin("esbuild"), ["run.mjs", "--bundle", "--platform=node", "--format=esm", "--log-level=error", `--outfile=${file}`]);
    cpSync(join(here, "vectors.json"), join(folder, "vectors.json"));
    return await vectors(process.execPath, [file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function nodeTests(...names) {
  const files = names.map((name) => `${name}.test.mjs`);
  const output = await run(process.execPath, ["--test", "--test-reporter=tap", ...files], { TARSPAY_TOOLS: tools });
  const [, passed] = /^# pass (\d+)$/m.exec(output);
  const [, total] = /^# tests (\d+)$/m.exec(output);
  if (passed !== total || Number(total) < 30) {
    throw new Error(`${passed} of ${total} tests passed`);
  }
  return `${passed} tests`;
}

/** It exits with 1 on a problem. */
async function attw() {
  const { analysis } = JSON.parse(await run(bin("attw"), [tarball, ...attwOptions]));
  return `${Object.keys(analysis.entrypoints).length} entry points`;
}

/** As users compile: without the package's own settings, and without the types of any library but the frameworks'. */
async function types() {
  const plain = ["--noEmit", "--strict", "--target", "es2022", "--types", ""];
  const resolutions = { node16: "node16", nodenext: "nodenext", bundler: "esnext" };
  for (const [resolution, module] of Object.entries(resolutions)) {
    const options = [...plain, "--lib", "es2022,dom", "--module", module, "--moduleResolution", resolution];
    await run(bin("tsc"), [...options, "types/right.ts", "types/wrong.ts"]);
  }
  // The frameworks are not parts of this project; their types are found among the tools.
  const paths = { "*": [`${tools}/node_modules/@types/*`, `${tools}/node_modules/*`] };
  const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, target: "es2022", module: "esnext", moduleResolution: "bundler", paths, typeRoots: [`${tools}/node_modules/@types`], types: ["node"] };
  writeFileSync(join(here, "frameworks.json"), JSON.stringify({ compilerOptions, files: ["types/frameworks.ts"] }));
  await run(bin("tsc"), ["--project", "frameworks.json"]);
  return [...Object.keys(resolutions), "with the frameworks' own types"].join(", ");
}

/** A runner that runs nothing must not pass. */
function judge({ passed, failed }) {
  if (failed.length > 0 || passed < 1_500) {
    throw new Error(`${failed.length} of ${passed + failed.length} cases failed\n${failed.slice(0, 5).join("\n")}`);
  }
  return `${passed} cases`;
}

async function workerd() {
  return inWorkerd(tools, here, "worker.mjs", async (url) => judge(await (await fetch(url)).json()));
}

async function chromium() {
  return inChromium(tools, here, "page.html", async (page, complaints) => {
    await page.waitForFunction(() => window.result !== undefined, undefined, { timeout: 300_000 }).catch((error) => {
      throw new Error([error.message, ...complaints].join("\n"));
    });
    const result = await page.evaluate(() => window.result);
    if (!/await init\(\)/.test(result.early)) {
      throw new Error(`a call before init() said: ${result.early}`);
    }
    return judge(result);
  });
}
