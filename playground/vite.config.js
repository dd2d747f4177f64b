// Builds the page to `dist`: no address outside it, and nothing to fetch once it is loaded.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { defineConfig } from "vite";

const require = createRequire(import.meta.url);
/** What the page may do: run its own scripts. It can't connect to anything. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'";

export default defineConfig(({ command }) => ({
  // Works in any folder of any server.
  base: "./",
  build: { modulePreload: { polyfill: false }, target: "es2022" },
  plugins: [given("packed:", packed), given("orders:", orders), policy(command), noWasmFiles()],
}));

/** Modules whose names begin with `prefix` are made by `make`. */
function given(prefix, make) {
  return {
    name: `tarspay-${prefix}`,
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load: (id) => (id.startsWith(`\0${prefix}`) ? `export default ${JSON.stringify(make(id.slice(prefix.length + 1)))}` : undefined),
  };
}

/** A WebAssembly module as text inside a script: a page that may not connect can't fetch it. */
function packed(name) {
  return gzipSync(readFileSync(require.resolve(`tarspay/${name}.wasm`)), { level: 9 }).toString("base64");
}

/** What the form needs of the models. */
function orders() {
  const { paths, components } = JSON.parse(readFileSync(process.env.TARSPAY_OPENAPI ?? "../docs/openapi.json", "utf8"));
  const entries = Object.entries(paths).map(([path, { post }]) => {
    const { $ref } = post.requestBody.content["application/json"].schema;
    const { properties, required = [] } = components.schemas[$ref.split("/").at(-1)];
    const members = Object.entries(properties).map(([name, { description, type }]) => ({
      name,
      hint: description.replace(/\s+/g, " ").replaceAll("`", "").trim(),
      isInteger: type === "integer",
      isRequired: required.includes(name),
    }));
    return [post.operationId, { title: post.summary.replace(/\.$/, ""), path: path.startsWith("/api/") ? path : null, members }];
  });
  return Object.fromEntries(entries);
}

/** Not while it is developed: the development server connects and injects. */
function policy(command) {
  const tag = { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" };
  return { name: "tarspay-policy", transformIndexHtml: () => (command === "build" ? [tag] : []) };
}

/** The package names its own files, which this page holds as text. */
function noWasmFiles() {
  return {
    name: "tarspay-no-wasm-files",
    generateBundle(_options, bundle) {
      for (const file of Object.keys(bundle).filter((name) => name.endsWith(".wasm"))) delete bundle[file];
    },
  };
}
