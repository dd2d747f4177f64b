// `node gather.mjs VECTORS WYCHEPROOF OUT`: everything that vectors.mjs reads, in one file that a browser can load.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [vectors, wycheproofFile, out] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(join(vectors, name), "utf8"));
const folder = (name) =>
  readdirSync(join(vectors, name))
    .filter((file) => file.endsWith(".json"))
    .map((file) => read(join(name, file)));
const wycheproof = JSON.parse(readFileSync(wycheproofFile, "utf8"));
const sha256 = {};
for (const { msg } of wycheproof.sets.flatMap(({ groups }) => groups.flatMap(({ tests }) => tests))) {
  sha256[msg] = createHash("sha256").update(Buffer.from(msg, "hex")).digest("hex");
}
const all = {
  staged: folder("staged"),
  validate: read("validate.json"),
  published: read("published.json"),
  examples: read("gateway_examples.json"),
  explain: folder("explain"),
  wycheproof,
  sha256,
};
writeFileSync(out, JSON.stringify(all));
