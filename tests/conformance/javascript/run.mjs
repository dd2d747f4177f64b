// `node run.mjs CASES` where the package is installed; Bun and Deno as well.

import { readFileSync } from "node:fs";
import * as tarspay from "tarspay";
import * as explain from "tarspay/explain";
import * as hazmat from "tarspay/hazmat";
import { answers } from "./answers.mjs";

process.stdout.write(answers({ tarspay, hazmat, explain }, readFileSync(process.argv[2], "utf8")));
