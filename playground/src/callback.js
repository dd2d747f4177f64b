// Verify a callback: did the gateway really say this?

import { TarsPayError, Verifier } from "tarspay";
import { explainCallback } from "tarspay/explain";
import { h } from "./dom.js";
import { callbacks } from "./examples.js";
import { field, words } from "./form.js";
import { page } from "./page.js";
import { explained } from "./pipeline.js";

export const title = "Verify a callback";

export function open(given) {
  const fields = [
    field("body", "Body", { kind: "area", hint: "The raw body, exactly as it arrived: not parsed and written again." }),
    field("signature", "X-RESP-SIGNATURE", { hint: "The header, hex digits." }),
    field("keys", "Trusted public keys", { hint: "Separated by spaces. Empty: the key that the gateway publishes." }),
  ];
  const more = [
    field("otherKeys", "Other public keys", { hint: "That may have signed, separated by spaces: your own, of another environment." }),
    field("path", "Path", { hint: "That was called." }),
    field("nonce", "Nonce", { hint: "That came with it, if one did." }),
  ];
  return page({
    name: "callback",
    title,
    lead: "Paste a callback as your server received it.",
    fields,
    more,
    secrets: [],
    examples: callbacks,
    given,
    action: "Verify",
    answer({ body, signature, keys, otherKeys, path, nonce }) {
      const options = keys.trim() === "" ? {} : { keys: words(keys) };
      const given = { body, signature, ...options, otherKeys: words(otherKeys), path: path || undefined, nonce: nonce || undefined };
      return [outcome(body, signature, options), ...explained(explainCallback(given), signature)];
    },
  });
}

function outcome(body, signature, options) {
  let verifier;
  try {
    verifier = new Verifier(options);
    return said(verifier.verifyCallback(body, signature));
  } catch (error) {
    if (!(error instanceof TarsPayError)) throw error;
    return h("p", { class: "bad" }, "Refused: ", h("code", {}, error.code), ` ${error.message}`);
  } finally {
    verifier?.free();
  }
}

function said(callback) {
  const { members, replayKey, isSuccess, isFinal } = callback;
  const rows = Object.entries(members).map(([name, value]) => [h("dt", {}, name), h("dd", {}, String(value))]);
  return h(
    "section",
    { class: "said" },
    h("h3", {}, isSuccess ? "The money has moved." : isFinal ? "The order has ended without success." : "The order has not ended yet."),
    h("dl", {}, rows.flat()),
    h("p", {}, "Process it once; its replay key is ", h("code", {}, replayKey), "."),
  );
}
