// What the gateway published, and a few of the usual mistakes with it.

import published from "../../tests/vectors/published.json";

const [callback, request] = published.vectors;
const compact = JSON.stringify;

const sent = {
  method: request.method,
  path: request.path,
  nonce: request.nonce,
  body: compact(request.body),
  apiKey: request.public_key,
  signature: request.signature,
};

/** For the tool that explains requests. */
export const requests = [
  ["The gateway's example from Vietnam: it holds", sent],
  ["The same with another amount", { ...sent, body: sent.body.replace("100000", "900000") }],
  ["The same with a slash at the end of the path", { ...sent, path: `${sent.path}/` }],
  ["The same with the key of somebody else", { ...sent, apiKey: callback.public_key }],
];

const received = { body: callback.signed_text, signature: callback.signature, keys: "" };

/** For the tool that verifies callbacks. */
export const callbacks = [
  ["The gateway's example from Indonesia: it holds", received],
  ["The same, parsed and written again in another form", { ...received, body: JSON.stringify(callback.body, null, 2) }],
  ["The same with a changed amount: a forgery", { ...received, body: received.body.replace("31500", "91500") }],
  ["The same with its signature cut off", { ...received, signature: received.signature.slice(0, 100) }],
];
