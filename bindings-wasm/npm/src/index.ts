/** Signs requests to the TarsPay gateway and verifies its callbacks. */
export { CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER } from "./answer.js";
export type { Bytes } from "./bytes.js";
export {
  endpoints,
  errorCodes,
  gatewayCodeTexts,
  type Limit,
  type Market,
  market,
  markets,
  type WayCode,
  type WayCodes,
} from "./catalog.js";
export type { SignOptions } from "./endpoints.js";
export { type Problem, TarsPayError } from "./error.js";
export { PrivateKey, type PrivateKeyLike, PublicKey, type PublicKeyLike } from "./keys.js";
export * from "./models.js";
export { parseResponse, type Response, type ValidateOptions, validate } from "./orders.js";
export {
  type Body,
  type JsonInput,
  type Nonce,
  type SignedRequest,
  stringToSign,
  UnsignedRequest,
} from "./request.js";
export { Signer } from "./signer.js";
export {
  type Callback,
  type CallbackForm,
  type HeaderValue,
  type RawBody,
  type ReceivedRequest,
  type VerifiedRequest,
  Verifier,
} from "./verifier.js";
