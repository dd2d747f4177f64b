// `node pack.mjs TOOLS`, in the folder of the package: from TypeScript, glue and WebAssembly modules to what npm packs.
// One folder for each way of loading: `node` (CommonJS, ready on import), `worker` (ready on import), `browser` (`await init()`).

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const tools = resolve(process.argv[2]);
const MODULES = { main: "tarspay.wasm", explain: "explain.wasm" };
/** Bytes after brotli. The first is what every user loads; the second only who looks for a mistake. */
const BUDGETS = { "tarspay.wasm": 110_000, "explain.wasm": 120_000 };
/** What may be imported; everything else is a part of these. */
const ENTRIES = ["index", "explain", "express", "fastify", "hazmat", "testing", "web"];

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
optimise();
compile();
load();
wrap();
measure();

function run(tool, ...options) {
  execFileSync(join(tools, "node_modules/.bin", tool), options, { stdio: "inherit" });
}

function optimise() {
  // What every engine has since 2022; never --all-features, or the module needs what no engine has.
  const features = ["bulk-memory", "sign-ext", "nontrapping-float-to-int", "mutable-globals", "reference-types", "multivalue"];
  for (const [name, file] of Object.entries(MODULES)) {
    const flags = features.map((feature) => `--enable-${feature}`);
    run("wasm-opt", "-O3", ...flags, "--strip-debug", "--strip-producers", `src/glue/${name}_bg.wasm`, "-o", `dist/${file}`);
    rmSync(`src/glue/${name}_bg.wasm`);
  }
}

function compile() {
  run("tsc", "--project", "tsconfig.json");
  run("tsc", "--project", "tsconfig.node.json");
  cpSync("dist/browser", "dist/worker", { recursive: true });
  for (const file of readdirSync("dist/worker").filter((file) => /browser\.|source\./.test(file))) {
    rmSync(join("dist/worker", file));
  }
  writeFileSync("dist/node/package.json", '{ "type": "commonjs" }\n');
  // The index of a folder is what its platform gets; a browser's also has init().
  for (const name of ["index", "explain"]) {
    for (const kind of ["js", "d.ts"]) {
      const inner = `dist/browser/${name}.${kind}`;
      const outer = `dist/browser/${name === "index" ? "" : `${name}-`}browser.${kind}`;
      mustReplace(outer, /"\.\/(index|explain)\.js"/g, '"./$1-all.js"');
      cpSync(inner, inner.replace(`${name}.`, `${name}-all.`));
      cpSync(outer, inner);
      rmSync(outer);
    }
  }
}

function mustReplace(file, from, to) {
  const text = readFileSync(file, "utf8");
  const changed = text.replace(from, to);
  if (changed === text) {
    throw new Error(`${file} holds no ${from}`);
  }
  writeFileSync(file, changed);
}

/** Each platform's way of loading is added to the glue, so that it does not matter which entry is imported first. */
function load() {
  for (const [name, file] of Object.entries(MODULES)) {
    // Not read from a file: bundlers move or forget files that are found through `__dirname`.
    const text = readFileSync(`dist/${file}`, "base64");
    appendTo(`dist/node/glue/${name}.js`, `initSync({ module: Buffer.from("${text}", "base64") });\n`);
    const worker = `dist/worker/glue/${name}.js`;
    writeFileSync(worker, `import module from "../../${file}";\n${readFileSync(worker, "utf8")}initSync({ module });\n`);
    const browser = `dist/browser/glue/${name}.js`;
    mustReplace(browser, /if \(wasm !== undefined\)\s+return wasm;/g, "if (wasmModule !== undefined) return wasm;");
    const message = "tarspay is not loaded yet: call `await init()` once, before anything else";
    appendTo(browser, `wasm = new Proxy({}, { get() { throw new Error(${JSON.stringify(message)}); } });\n`);
  }
}

function appendTo(file, text) {
  writeFileSync(file, `${readFileSync(file, "utf8")}\n${text}`);
}

/** `import` on Node gets the same instance as `require`, or `instanceof` would fail between them. */
function wrap() {
  const require = createRequire(resolve("dist/node/index.js"));
  for (const entry of ENTRIES) {
    const names = Object.keys(require(`./${entry}.js`)).filter((name) => name !== "__esModule");
    const source = `import all from "./${entry}.js";\nexport const { ${names.join(", ")} } = all;\n`;
    writeFileSync(`dist/node/${entry}.mjs`, source);
    writeFileSync(`dist/node/${entry}.d.mts`, `export * from "./${entry}.js";\n`);
  }
}

function measure() {
  for (const file of Object.values(MODULES)) {
    const bytes = readFileSync(join("dist", file));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const brotli = brotliCompressSync(bytes, { params }).length;
    const gzip = gzipSync(bytes, { level: 9 }).length;
    console.log(`${basename(file)}: ${bytes.length} bytes, gzip ${gzip}, brotli ${brotli} of ${BUDGETS[file]}`);
    if (brotli > BUDGETS[file]) {
      throw new Error(`${file} is larger than its budget`);
    }
  }
}
