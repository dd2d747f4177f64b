/** What was signed, stage by stage, and which mistake is behind a signature that does not match. */
import { bytesOrSame } from "./bytes.js";
import { explainCallback as callback, explainRequest as request } from "./glue/explain.js";
import { PrivateKey, type PrivateKeyLike, type PublicKeyLike, publicKeys } from "./keys.js";
import type { ErrorCode, MistakeName } from "./models.js";
import type { CallbackForm, HeaderValue, RawBody } from "./verifier.js";

/** A request as it was sent, or is going to be. Nothing in it needs to be right. */
export interface RequestToExplain {
  method: string;
  /** The path as called; a whole URL is read as well. */
  path: string;
  /** The header `X-API-NONCE`. */
  nonce: HeaderValue;
  body: RawBody;
  /** The header `X-API-KEY`; the public half of `privateKey` if left out. */
  apiKey?: HeaderValue;
  /** To show the signature that it makes. No part of it appears in the explanation. */
  privateKey?: PrivateKeyLike | undefined;
  /** The header `X-API-SIGNATURE`, made by any program. */
  signature?: HeaderValue;
  /** Further keys that may have signed, for instance of another environment. */
  otherKeys?: Iterable<PublicKeyLike> | undefined;
  /** Further nonces that may have been signed, for instance from a log. */
  otherNonces?: readonly string[] | undefined;
}

/** A callback as it was received. Nothing in it needs to be right. */
export interface CallbackToExplain {
  body: RawBody;
  /** The header `X-RESP-SIGNATURE`. */
  signature?: HeaderValue;
  /** The trusted keys; the key that the gateway publishes if left out. */
  keys?: PublicKeyLike | Iterable<PublicKeyLike> | undefined;
  /** A test platform's key, to show the signature that it makes. */
  privateKey?: PrivateKeyLike | undefined;
  /** Further keys that may have signed, for instance the merchant's own. */
  otherKeys?: Iterable<PublicKeyLike> | undefined;
  /** The path or URL that was called. */
  path?: string | undefined;
  /** The nonce that came with it. */
  nonce?: HeaderValue;
}

/** Why a signature does not hold. */
export interface Diagnosis {
  /** The mistakes that together give the signature. */
  readonly mistakes: readonly MistakeName[];
  /** Whether they were shown to give exactly this signature. */
  readonly proven: boolean;
  /** What happened, in sentences. */
  readonly text: string;
  /** What to do about it, in sentences. */
  readonly remedy: string;
  /** The text that was really signed, where that is proven. */
  readonly signedText: string | null;
  /** The key that really signed, where that is proven. */
  readonly key: {
    readonly publicKey: string;
    readonly role: "api_key" | "trusted" | "gateway" | "private_key" | "other";
  } | null;
  /** The public keys under which the signature holds if the text was right. Any signature has some. */
  readonly recoveredKeys: readonly string[];
}

/** Every stage from what was sent or received to its signature. As confidential as the body; it holds no part of a private key. */
export interface Explanation {
  readonly kind: "request" | "callback";
  /** What breaks the gateway's rules, whatever was signed. */
  readonly faults: readonly {
    readonly code: ErrorCode;
    readonly field: string | null;
    readonly message: string;
    readonly remedy: string;
  }[];
  /** The members in the order of the body. */
  readonly members: readonly { readonly name: string; readonly jsonType: string; readonly json: string }[];
  /** The members sorted by name, each with the text that it is signed with. */
  readonly signedMembers: readonly { readonly name: string; readonly text: string }[];
  readonly stringToSign: string | null;
  /** SHA-256 of the string to sign, 64 hex digits. */
  readonly firstDigest: string | null;
  /** SHA-256 of the first digest, 64 hex digits: what is signed. */
  readonly secondDigest: string | null;
  /** The signature that the private key given makes. */
  readonly signature: string | null;
  /** Whether the signature given holds. */
  readonly verdict: "valid" | "mismatch" | "unreadable" | null;
  readonly matchedKey: string | null;
  readonly matchedForm: CallbackForm | null;
  readonly diagnosis: Diagnosis | null;
  /** All of it for reading. */
  readonly text: string;
}

/** Explains a request. */
export function explainRequest(given: RequestToExplain): Explanation {
  return withPrivateKey(given, request);
}

/** Explains a callback. */
export function explainCallback(given: CallbackToExplain): Explanation {
  const keys = given.keys === undefined ? undefined : publicKeys(given.keys);
  return withPrivateKey({ ...given, keys }, callback);
}

type Given = RequestToExplain | (Omit<CallbackToExplain, "keys"> & { keys: unknown });

function withPrivateKey(given: Given, explain: (given: unknown) => Explanation): Explanation {
  const { privateKey } = given;
  const own = privateKey instanceof PrivateKey ? PrivateKey.use(privateKey, (key) => key.exposeBytes()) : undefined;
  try {
    return explain({
      ...given,
      body: bytesOrSame(given.body),
      otherKeys: given.otherKeys === undefined ? undefined : publicKeys(given.otherKeys),
      privateKey: own ?? bytesOrSame(privateKey),
    });
  } finally {
    own?.fill(0);
  }
}
