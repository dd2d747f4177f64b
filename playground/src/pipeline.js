// An explanation as steps, from what was received to the signature.

import { diffChars } from "diff";
import { h } from "./dom.js";

/** Beyond so many changes, texts are shown as they are. */
const MOST_CHANGES = 2000;

const VERDICTS = {
  valid: "The signature holds.",
  mismatch: "The signature does not hold.",
  unreadable: "The signature can't be read.",
};

/** What is wrong and what to do, then every stage. */
export function explained(explanation, signature) {
  return [verdict(explanation), faults(explanation), stages(explanation, signature)];
}

function verdict({ verdict, diagnosis, matchedForm }) {
  if (verdict === null) {
    return h("section", { class: "verdict" }, h("h3", {}, "No signature was given to be checked."));
  }
  return h(
    "section",
    { class: `verdict ${verdict === "valid" ? "good" : "bad"}` },
    h("h3", {}, VERDICTS[verdict]),
    matchedForm && h("p", {}, `The body was signed ${matchedForm.replaceAll("_", " ")}.`),
    diagnosis && [
      h("p", { class: "diagnosis" }, diagnosis.text),
      diagnosis.remedy && h("p", { class: "remedy" }, diagnosis.remedy),
      diagnosis.mistakes.length > 0 &&
        h("p", {}, diagnosis.proven ? "Proven: " : "Likely: ", diagnosis.mistakes.map((mistake) => [h("code", {}, mistake), " "]).flat()),
      diagnosis.key && h("p", {}, `Signed by ${diagnosis.key.role.replaceAll("_", " ")}: `, h("code", {}, diagnosis.key.publicKey)),
    ],
  );
}

function faults({ faults }) {
  if (faults.length === 0) return undefined;
  const items = faults.map(({ code, field, message, remedy }) =>
    h("li", {}, h("code", {}, code), field ? ` (${field}): ` : ": ", message, " ", remedy),
  );
  return h("section", { class: "faults" }, h("h3", {}, "Whatever was signed, this breaks the gateway's rules"), h("ul", {}, items));
}

function stages(explanation, signature) {
  const { members, signedMembers, stringToSign, firstDigest, secondDigest, diagnosis } = explanation;
  const steps = [
    members.length > 0 && stage("The body's members, as received", table(["member", "type", "value"], members.map(({ name, jsonType, json }) => [name, jsonType, json]))),
    signedMembers.length > 0 && stage("Sorted by name, each as text", table(["member", "text"], signedMembers.map(({ name, text }) => [name, text]))),
    stringToSign !== null && stage("The text to sign", ...texts(stringToSign, diagnosis?.signedText)),
    firstDigest && stage("SHA-256 of the text", h("pre", {}, firstDigest)),
    secondDigest && stage("SHA-256 of those 32 bytes: what is signed", h("pre", {}, secondDigest)),
    explanation.signature && stage("The signature of the private key", h("pre", {}, explanation.signature)),
    signature && stage("The signature that was given", h("pre", {}, signature)),
  ];
  return h("section", {}, h("h3", {}, "Every stage"), h("ol", { class: "pipeline" }, steps));
}

function stage(title, ...content) {
  return h("li", {}, h("h4", {}, title), ...content);
}

function table(heads, rows) {
  const head = h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)));
  const body = rows.map((row) => h("tr", {}, row.map((text) => h("td", {}, text))));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": heads.join(", ") }, h("table", {}, h("thead", {}, head), h("tbody", {}, body)));
}

/** The right text, and beside it the one that was really signed, with what differs marked in both. */
function texts(right, signed) {
  if (!signed || signed === right) return [h("pre", {}, right)];
  const changes = diffChars(signed, right, { maxEditLength: MOST_CHANGES });
  const marked = (side, tag) =>
    changes === undefined
      ? [side === "added" ? right : signed]
      : changes.filter((part) => side === "added" ? !part.removed : !part.added).map((part) => (part[side] ? h(tag, {}, part.value) : part.value));
  return [
    h("p", {}, "What was really signed:"),
    h("pre", { class: "signed" }, marked("removed", "del")),
    h("p", {}, "What should be signed:"),
    h("pre", {}, marked("added", "ins")),
  ];
}
