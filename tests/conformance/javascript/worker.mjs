// workerd: answers the cases that are posted to it.

import * as tarspay from "tarspay";
import * as explain from "tarspay/explain";
import * as hazmat from "tarspay/hazmat";
import { answers } from "./answers.mjs";

export default {
  fetch: async (request) => new Response(answers({ tarspay, hazmat, explain }, await request.text())),
};
