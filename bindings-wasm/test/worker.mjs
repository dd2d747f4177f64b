// workerd: answers with the result.

import * as tarspay from "tarspay";
import * as explain from "tarspay/explain";
import * as hazmat from "tarspay/hazmat";
import * as testing from "tarspay/testing";
import given from "./vectors.json";
import { runVectors } from "./vectors.mjs";

export default {
  fetch: () => Response.json(runVectors({ tarspay, explain, hazmat, testing }, given)),
};
