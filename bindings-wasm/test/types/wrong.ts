// What the compiler must refuse: every line below `@ts-expect-error` fails, and TypeScript complains where one does not.
import { parseResponse, Signer, Verifier, validate } from "tarspay";

const signer = new Signer("…");
const order = { mchNo: "M1", mchOrderNo: "1", wayCode: "BANK_BCA", currency: "IDR", notifyUrl: "https://shop.com/notify" };
// @ts-expect-error a misspelt member
signer.createDeposit({ ...order, amount: "1", mchOrderNumber: "1" });
// @ts-expect-error a missing member
signer.createDeposit(order);
// @ts-expect-error an amount as a number
signer.createDeposit({ ...order, amount: 1 });
// @ts-expect-error a misspelt option
signer.createDeposit({ ...order, amount: "1" }, { nonse: 1 });
// @ts-expect-error an endpoint whose path must be given
signer.queryHistory({ mchNo: "M1" });
// @ts-expect-error null is not left out
signer.sign("POST", "/", { a: null });
// @ts-expect-error a parsed body
new Verifier().verifyCallback({ state: 2 }, "30");
// @ts-expect-error no such endpoint
validate("create_deposits", order);
// @ts-expect-error no such member
parseResponse("query_balance", "{}").data?.balanse;
// @ts-expect-error no such code
new Error() instanceof TypeError && validate("create_deposit", order)[0]?.code === "nothing";
