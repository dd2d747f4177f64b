// Explain a request: why is it answered with "Signature error"?

import { explainRequest } from "tarspay/explain";
import { requests } from "./examples.js";
import { field, privateKeyField, words } from "./form.js";
import { explained } from "./pipeline.js";
import { page } from "./page.js";

export const title = "Explain a request";

export function open(given) {
  const key = privateKeyField("To see the signature that it makes. It stays in this field: not stored, not in links, cleared when you leave.");
  const fields = [
    field("method", "Method", { kind: [["POST", "POST"], ["GET", "GET"]] }),
    field("path", "Path", { hint: "As called, such as /api/pay/unifiedOrder; a whole URL is read as well." }),
    field("nonce", "X-API-NONCE", { hint: "Unix time in milliseconds, 13 digits." }),
    field("body", "Body", { kind: "area", hint: "The exact text that was sent." }),
    field("apiKey", "X-API-KEY", { hint: "The merchant's public key, 66 hex digits." }),
    field("signature", "X-API-SIGNATURE", { hint: "As any program made it." }),
  ];
  const more = [
    field("otherKeys", "Other public keys", { hint: "That may have signed, separated by spaces: of another environment, of the gateway." }),
    field("otherNonces", "Other nonces", { hint: "That may have been signed, for instance from a log." }),
  ];
  return page({
    name: "explain",
    title,
    lead: "Paste a request as it was sent. Every stage of its signature is shown, and if the signature does not hold, the mistake that makes exactly this one.",
    fields,
    more,
    secrets: [key],
    examples: requests,
    given,
    action: "Explain",
    answer({ apiKey, signature, otherKeys, otherNonces, ...rest }) {
      const privateKey = key.value.trim() || undefined;
      // As pasted: a space too many is one of the mistakes that are looked for.
      const explanation = explainRequest({ ...rest, apiKey: apiKey || undefined, signature: signature || undefined, privateKey, otherKeys: words(otherKeys), otherNonces: words(otherNonces) });
      return explained(explanation, signature);
    },
  });
}
