// What the compiler must take.
import {
  type Callback,
  type CreateDeposit,
  type ErrorCode,
  PrivateKey,
  parseResponse,
  Signer,
  TarsPayError,
  UnsignedRequest,
  Verifier,
  validate,
} from "tarspay";
import { explainRequest } from "tarspay/explain";
import { callbackHandler } from "tarspay/express";
import { callbackPlugin } from "tarspay/fastify";
import { signPrehash } from "tarspay/hazmat";
import { TestGateway } from "tarspay/testing";
import * as web from "tarspay/web";

const signer = new Signer(new Uint8Array(32));
const order: CreateDeposit = {
  mchNo: "M1",
  mchOrderNo: "1",
  wayCode: "BANK_BCA",
  amount: "100000",
  currency: "IDR",
  notifyUrl: "https://shop.com/notify",
};
const request = signer.createDeposit(order, { market: "ID", strict: true, nonce: 1702279880267n });
void fetch(`https://gateway.example${request.path}`, request);
signer.sign("POST", "/any", { a: 1, b: [2n, { c: "d" }], e: undefined }, { nonce: "1702279880267" });
signer.queryHistory({ mchNo: "M1" } as never, { path: "/mine" });

const balance = parseResponse("query_balance", "{}");
const mchNo: string | undefined = balance.data?.mchNo;
const verifier = new Verifier({ keys: [PrivateKey.generate().publicKey, "03…"] });
const callback: Callback = verifier.verifyCallback(new ArrayBuffer(1), undefined);
const state: number = callback.state;
const code: ErrorCode = validate("create_deposit", order)[0]?.code ?? new TarsPayError("json_syntax", "…").code;
const text: string = explainRequest({ method: "POST", path: "/", nonce: null, body: "{}" }).text;
const digest: Uint8Array = new UnsignedRequest("POST", "/", "{}").signingDigest;
signPrehash("…", digest);
new TestGateway().callback(undefined, { fault: "high_s" });
web.callbackHandler(verifier, async (callback, request: Request, env: { DB: string }) => [callback.mchOrderNo, request.url, env.DB]);
callbackHandler(verifier, (callback) => callback.isFinal);
void callbackPlugin;
void [mchNo, state, code, text];
