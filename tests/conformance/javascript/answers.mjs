// What this package says of each case, wherever it runs: no file, no Node here.

/** One line of JSON for each case. */
export function answers({ tarspay, hazmat, explain }, lines) {
  const operations = {
    sign_request(input) {
      const body = bodyOf(input);
      const signer = new tarspay.Signer(input.private_key);
      try {
        const { method, stringToSign, headers } = signer.sign(input.method, input.path, body, { nonce: input.nonce });
        const unsigned = new tarspay.UnsignedRequest(input.method, input.path, body, input.nonce);
        const digest = hex(unsigned.signingDigest);
        unsigned.free();
        const [signature, apiKey] = [headers["X-API-SIGNATURE"], headers["X-API-KEY"]];
        return { method, string_to_sign: stringToSign, digest, signature, api_key: apiKey };
      } finally {
        signer.free();
      }
    },
    verify_request(input) {
      const { method, path, nonce, signature, api_key: apiKey } = input;
      const verifier = new tarspay.Verifier({ keys: input.trusted });
      const verified = verifier.verifyRequest({ method, path, nonce, apiKey, signature, body: bodyOf(input) });
      return { string_to_sign: verified.stringToSign, api_key: verified.apiKey };
    },
    verify_callback(input) {
      const callback = new tarspay.Verifier({ keys: input.keys }).verifyCallback(bodyOf(input), input.signature);
      const { matchedForm: form, matchedKey: key, bizType: biz_type, state, replayKey: replay_key } = callback;
      return { form, key, biz_type, state, replay_key };
    },
    verify_text: ({ keys, text, signature }) => ({
      key: new tarspay.Verifier({ keys }).verifyText(text, signature).toHex(),
    }),
    private_key({ text }) {
      const key = new tarspay.PrivateKey(text);
      const found = { public_key: key.publicKey.toHex() };
      key.free();
      return found;
    },
    public_key({ text }) {
      const key = new tarspay.PublicKey(text);
      return { hex: key.toHex(), uncompressed: key.toUncompressedHex() };
    },
    signature({ text }) {
      const { highS, normalized, raw } = hazmat.readSignature(text);
      return { high_s: highS, normalized, raw };
    },
    validate(input) {
      const { market, strict, allow_test_hosts: allowTestHosts } = input;
      const found = tarspay.validate(input.endpoint, bodyOf(input), { market, strict, allowTestHosts });
      const short = found.map(({ severity, member, code, gatewayCode }) => [severity, member, code, gatewayCode ?? null]);
      return { problems: short };
    },
    explain_request: (input) => explained(explain.explainRequest({ ...input, body: bodyOf(input) })),
    explain_callback: (input) => explained(explain.explainCallback({ ...input, body: bodyOf(input) })),
  };
  const answer = ({ op, input }) => {
    try {
      return operations[op](input);
    } catch (error) {
      if (!(error instanceof tarspay.TarsPayError)) {
        return { crash: String(error?.stack ?? error) };
      }
      return { error: error.code, field: error.field ?? null };
    }
  };
  const given = lines.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  return given.map((one) => `${JSON.stringify({ id: one.id, answer: answer(one) })}\n`).join("");
}

const explained = ({ diagnosis, text }) => ({ mistakes: diagnosis?.mistakes ?? [], text });

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function bodyOf(input) {
  if ("body_hex" in input) {
    return Uint8Array.from(input.body_hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  }
  const text = "body_parts" in input ? input.body_parts.map(([part, count]) => part.repeat(count)).join("") : input.body;
  return new TextEncoder().encode(text);
}
