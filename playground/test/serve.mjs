// Serves a folder as a web server does: compressed, and counting what it sends. node serve.mjs FOLDER serves until it is ended.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript" };

export async function serve(folder, port = 0) {
  const sent = { bytes: 0, requests: [] };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://page").pathname;
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    sent.requests.push(path);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const body = brotliCompressSync(readFileSync(file));
    sent.bytes += body.length;
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Encoding": "br" });
    response.end(body);
  }).listen(port, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, sent, close: () => server.close() };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { address } = await serve(resolve(process.argv[2]), 8788);
  console.log(`the playground is at ${address}`);
}
