/** For tests of your own: callbacks as the gateway would send them, and as a forger would. */
import { Closable } from "./closable.js";
import {
  callbackFaults as allFaults,
  sampleCallback as sample,
  TestGatewayHandle,
  throwErrorWithCode as throwError,
} from "./glue/main.js";
import { PrivateKey, type PrivateKeyLike, PublicKey } from "./keys.js";
import type { CallbackFault, CallbackMembers, ErrorCode } from "./models.js";
import { Verifier } from "./verifier.js";

/** A callback as it arrives at your server. */
export interface TestCallback {
  readonly body: string;
  /** The header `X-RESP-SIGNATURE`. */
  readonly signature: string;
  /** Whether a right verifier takes it. */
  readonly verifies: boolean;
}

/** The gateway's place taken by a test key. */
export class TestGateway extends Closable<TestGatewayHandle> {
  /** @param privateKey a key of one's own; one that everybody knows if left out */
  constructor(privateKey?: PrivateKeyLike) {
    super(
      privateKey === undefined
        ? new TestGatewayHandle()
        : PrivateKey.use(privateKey, (key) => new TestGatewayHandle(key.copy())),
    );
  }

  /** The key to trust in tests. */
  get publicKey(): PublicKey {
    return new PublicKey(this.handle.publicKey());
  }

  /** A verifier that trusts this gateway and no other. */
  verifier(): Verifier {
    return new Verifier({ keys: this.publicKey });
  }

  /**
   * A signed callback.
   *
   * @param members what it says; {@link sampleCallback} if left out
   * @param options.fault what is wrong with it, or unusual; `"none"` if left out
   */
  callback(members?: CallbackMembers, options: { fault?: CallbackFault | undefined } = {}): TestCallback {
    return this.handle.callback(members, options.fault ?? "none");
  }
}

/** The members of a successful deposit. */
export function sampleCallback(): CallbackMembers {
  return sample();
}

/** The names of every fault that a test callback can have. */
export function callbackFaults(): CallbackFault[] {
  return allFaults();
}

/** Throws an error with this code, for tests of code that reacts to errors. */
export function throwErrorWithCode(code: ErrorCode): never {
  throwError(code);
  throw new Error("unreachable");
}
