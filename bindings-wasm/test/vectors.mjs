// Every vector through the package, wherever it runs: no file, no Node here. See tests/vectors/README.md for how a case is read.

/** Runs everything; gives how many cases passed and what failed. */
export function runVectors(api, given) {
  const { tarspay, explain, hazmat, testing } = api;
  let passed = 0;
  const failed = [];
  const attempt = (name, run) => {
    try {
      run();
      passed += 1;
    } catch (error) {
      failed.push(`${name}: ${error?.stack ?? error}`);
    }
  };

  const operations = {
    sign_request(input) {
      const body = bodyOf(input);
      const signer = new tarspay.Signer(input.private_key);
      const request = signer.sign(input.method, input.path, body, { nonce: input.nonce });
      equal([...utf8(request.body)].join(), [...body].join(), "the body is sent as it is given");
      const unsigned = new tarspay.UnsignedRequest(input.method, input.path, body, input.nonce);
      equal(unsigned.stringToSign, request.stringToSign, "UnsignedRequest");
      equal(tarspay.stringToSign(input.method, input.path, input.nonce, body), request.stringToSign, "stringToSign");
      const { signedMembers } = explain.explainRequest({ ...pick(input, "method", "path", "nonce"), body });
      const found = {
        method: request.method,
        members: signedMembers.map(({ name, text }) => [name, text]),
        string_to_sign: request.stringToSign,
        digest: hex(unsigned.signingDigest),
        signature: request.headers["X-API-SIGNATURE"],
        api_key: request.headers["X-API-KEY"],
      };
      unsigned.free();
      signer.free();
      return found;
    },
    verify_request(input) {
      const { method, path, nonce, signature, api_key: apiKey } = input;
      const verifier = new tarspay.Verifier({ keys: input.trusted });
      const verified = verifier.verifyRequest({ method, path, nonce, apiKey, signature, body: bodyOf(input) });
      return { string_to_sign: verified.stringToSign, api_key: verified.apiKey };
    },
    verify_callback(input) {
      const callback = new tarspay.Verifier({ keys: input.keys }).verifyCallback(bodyOf(input), input.signature);
      return {
        form: callback.matchedForm,
        key: callback.matchedKey,
        biz_type: callback.bizType,
        state: callback.state,
        replay_key: callback.replayKey,
        // JavaScript moves names that look like array indices to the front.
        members: Object.keys(callback.members),
      };
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
  };

  for (const { op, cases } of given.staged) {
    const operation = operations[op];
    for (const { name, input, expect } of cases) {
      attempt(`${op} ${name}`, () => {
        if (operation === undefined) {
          throw new Error(`unknown op ${op}`);
        }
        if (!("error" in expect)) {
          const found = operation(input);
          for (const part of Object.keys(expect)) {
            equal(JSON.stringify(found[part]), JSON.stringify(expect[part]), part);
          }
          return;
        }
        const error = thrownBy(() => operation(input));
        if (!(error instanceof tarspay.TarsPayError)) {
          throw new Error(`expected ${expect.error}, got ${error}`);
        }
        equal(error.code, expect.error, "code");
        if ("field" in expect) {
          equal(error.field, expect.field, "field");
        }
      });
    }
  }

  for (const { name, input, expect } of given.validate.cases) {
    attempt(`validate ${name}`, () => {
      const { market, strict, allow_test_hosts: allowTestHosts } = input;
      const found = tarspay.validate(input.endpoint, bodyText(input.body), { market, strict, allowTestHosts });
      const short = found.map((problem) => ({
        severity: problem.severity,
        member: problem.member,
        code: problem.code,
        gateway_code: problem.gatewayCode ?? null,
      }));
      const wanted = expect.problems.map(({ severity, member, code, gateway_code = null }) => ({
        severity,
        member,
        code,
        gateway_code,
      }));
      equal(JSON.stringify(short), JSON.stringify(wanted), "problems");
    });
  }

  for (const vector of given.published.vectors) {
    attempt(`published ${vector.source}`, () => {
      const verifier = new tarspay.Verifier({ keys: vector.public_key });
      if (vector.kind === "callback") {
        const callback = verifier.verifyCallback(vector.signed_text, vector.signature);
        equal(JSON.stringify(callback.members), JSON.stringify(vector.body), "members");
        const pretty = verifier.verifyCallback(JSON.stringify(vector.body, null, 2), vector.signature);
        equal(pretty.matchedForm, "compact", "form");
      } else if (vector.kind === "request") {
        const { nonce, signature, path, public_key: apiKey } = vector;
        const body = JSON.stringify(vector.body);
        const request = verifier.verifyRequest({ method: "POST", path, nonce, apiKey, signature, body });
        equal(request.stringToSign, vector.signed_text, "string to sign");
      } else {
        equal(verifier.verifyText(vector.signed_text, vector.signature).toHex(), vector.public_key, "key");
      }
      const error = thrownBy(() => verifier.verifyText(`${vector.signed_text}x`, vector.signature));
      equal(error?.code, "signature_mismatch", "changed text");
    });
  }

  for (const { name, part, endpoint, body } of given.examples.examples) {
    attempt(`example ${name}`, () => {
      if (part === "request") {
        const codes = tarspay.validate(endpoint, body).map(({ code }) => code);
        equal(codes.filter((code) => code === "json_syntax" || code === "member_type").length, 0, "problems");
      } else if (part === "response") {
        equal(tarspay.parseResponse(endpoint, body).isSuccess, true, "success");
      } else {
        const gateway = new testing.TestGateway();
        const sent = gateway.callback(JSON.parse(body));
        equal(gateway.verifier().verifyCallback(sent.body, sent.signature).matchedForm, "as_received", "form");
      }
    });
  }

  const stages = {
    verdict: ({ verdict }) => verdict,
    mistakes: ({ diagnosis }) => diagnosis?.mistakes ?? [],
    faults: ({ faults }) => faults.map(({ code }) => code),
    recovered_key: ({ diagnosis }, wanted) => diagnosis.recoveredKeys.find((key) => key === wanted),
    key_role: ({ diagnosis }) => diagnosis.key.role,
    matched_form: ({ matchedForm }) => matchedForm,
    string_to_sign: ({ stringToSign }) => stringToSign,
    own_signature: ({ signature }) => signature,
    first_digest: ({ firstDigest }) => firstDigest,
    second_digest: ({ secondDigest }) => secondDigest,
    signed_sha256: () => undefined,
  };
  for (const { name, kind, expect, ...input } of given.explain.flatMap(({ cases }) => cases)) {
    attempt(`explain ${name}`, () => {
      const call = { request: explain.explainRequest, callback: explain.explainCallback }[kind];
      const known = ["method", "path", "nonce", "apiKey", "privateKey", "signature", "otherKeys", "otherNonces", "keys"];
      const found = call({ ...pick(input, ...known), body: bodyOf(input) });
      for (const part of Object.keys(expect).filter((part) => part !== "signed_sha256")) {
        const stage = stages[part](found, expect[part]);
        equal(JSON.stringify(stage), JSON.stringify(expect[part]), part);
      }
      if (input.privateKey !== undefined && JSON.stringify(found).includes(input.privateKey)) {
        throw new Error("the explanation holds the private key");
      }
    });
  }

  for (const { name, groups } of given.wycheproof.sets) {
    for (const { publicKey, tests } of groups) {
      for (const { tcId, comment, msg, sig, result } of tests) {
        attempt(`wycheproof ${name} ${tcId} ${comment}`, () => {
          // One SHA-256 of the message, as these vectors have it.
          const digest = given.sha256[msg];
          let verifies = false;
          try {
            verifies = hazmat.verifyPrehash(publicKey, unhex(digest), unhex(sig));
          } catch (error) {
            if (!(error instanceof tarspay.TarsPayError)) {
              throw error;
            }
          }
          // The set made for bitcoin refuses a high s; the gateway's signatures have it.
          const isHighS = /bitcoin/i.test(name) && result === "invalid" && verifies && hazmat.readSignature(unhex(sig)).highS;
          equal(verifies, isHighS || result !== "invalid", result);
        });
      }
    }
  }
  return { passed, failed };
}

function equal(found, wanted, what) {
  if (found !== wanted) {
    throw new Error(`${what}: found ${found}, wanted ${wanted}`);
  }
}

function thrownBy(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

function pick(object, ...names) {
  return Object.fromEntries(names.filter((name) => name in object).map((name) => [name, object[name]]));
}

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const bodyText = (body) => (typeof body === "string" ? body : JSON.stringify(body));

function bodyOf(input) {
  if ("body_hex" in input) {
    return unhex(input.body_hex);
  }
  if ("body_parts" in input) {
    return utf8(input.body_parts.map(([text, count]) => text.repeat(count)).join(""));
  }
  return utf8(input.body);
}
