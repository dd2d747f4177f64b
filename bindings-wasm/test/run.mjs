// Node, Bun and Deno: one line of JSON with the result.

import { readFileSync } from "node:fs";
import * as tarspay from "tarspay";
import * as explain from "tarspay/explain";
import * as hazmat from "tarspay/hazmat";
import * as testing from "tarspay/testing";
import { runVectors } from "./vectors.mjs";

const given = JSON.parse(readFileSync(new URL("./vectors.json", import.meta.url), "utf8"));
console.log(JSON.stringify(runVectors({ tarspay, explain, hazmat, testing }, given)));
