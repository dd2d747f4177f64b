// workerd: answers the cases that are posted to it.

import * as tarspay from "tarspay";
import * as hazmat from "tarspay/hazmat";
import { answers } from "./answers.mjs";

export default {
  fetch: async (request) => new Response(answers({ tarspay, hazmat }, await request.text())),
};
