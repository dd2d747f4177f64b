// Runtimes that are servers or browsers, started for as long as a check needs them.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

/** Bundles a worker of the project `here`, starts workerd with it, and calls `use` with its address. */
export async function inWorkerd(tools, here, worker, use) {
  const bin = (name) => join(tools, "node_modules/.bin", name);
  const folder = mkdtempSync(join(tmpdir(), "tarspay-workerd-"));
  let server;
  try {
    const options = ["--bundle", "--format=esm", "--conditions=workerd", "--loader:.wasm=copy", "--asset-names=[name]"];
    const output = ["--log-level=error", `--outdir=${folder}`, "--out-extension:.js=.mjs"];
    execFileSync(bin("esbuild"), [worker, ...options, ...output], { cwd: here, stdio: "inherit" });
    const modules = readdirSync(folder).map((file) =>
      file.endsWith(".wasm")
        ? `(name = "${file}", wasm = embed "${file}")`
        : `(name = "${file}", esModule = embed "${file}")`,
    );
    const first = modules.findIndex((module) => module.includes(worker));
    modules.unshift(...modules.splice(first, 1));
    const port = await freePort();
    writeFileSync(
      join(folder, "config.capnp"),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [${modules.join(", ")}], compatibilityDate = "2026-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
    );
    server = spawn(bin("workerd"), ["serve", join(folder, "config.capnp")], { stdio: ["ignore", 2, 2] });
    return await patiently(() => use(`http://127.0.0.1:${port}/`));
  } finally {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a page of the project `here` in Chromium and calls `use` with it and with what it complains of. */
export async function inChromium(tools, here, file, use) {
  const server = createServer((request, response) => serveFile(here, request, response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    return await openInChromium(tools, `http://127.0.0.1:${server.address().port}/${file}`, use);
  } finally {
    server.close();
  }
}

/** Opens an address in Chromium and calls `use` with the page and with what it complains of. */
export async function openInChromium(tools, address, use) {
  const { chromium } = await import(join(tools, "node_modules/playwright-core/index.mjs"));
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (executablePath === undefined) {
    throw new Error("no Chromium on this machine; on Debian: apt-get install chromium");
  }
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.stack));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(address);
    return await use(page, complaints);
  } finally {
    await browser.close();
  }
}

function serveFile(here, request, response) {
  const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html", ".json": "application/json", ".wasm": "application/wasm" };
  const path = new URL(request.url, "http://localhost").pathname;
  const file = join(here, path);
  if (!file.startsWith(here) || !existsSync(file)) {
    response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    return;
  }
  // As strict as a page can be that runs WebAssembly.
  response.writeHead(200, {
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  });
  response.end(readFileSync(file));
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A server that was just started refuses connections at first; any other failure is one. */
async function patiently(call) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === 100 || error?.cause?.code !== "ECONNREFUSED") {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
