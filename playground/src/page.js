// What the tools have in common: fields on one side, the answer on the other.

import { TarsPayError } from "tarspay";
import { h } from "./dom.js";
import { copyButton, fill, values } from "./form.js";
import { link } from "./link.js";

/**
 * A tool with fields and a button.
 * @param tool.fields what a link may hold
 * @param tool.more further ones, folded away
 * @param tool.secrets fields that are never in a link
 * @param tool.answer takes the values, gives nodes
 */
export function page({ name, title, lead, fields: main, more, secrets, examples, given, action, answer }) {
  const fields = [...main, ...more];
  const output = h("div", { class: "output", "aria-live": "polite", "aria-label": "Answer", role: "region" });
  const show = () => {
    output.replaceChildren(...attempt(() => answer(values(fields))).flat().filter(Boolean));
  };
  const choose = (event) => {
    fill(fields, examples[Number(event.target.value)][1]);
    show();
  };
  const options = examples.map(([label], index) => h("option", { value: index }, label));
  const submit = (event) => {
    event.preventDefault();
    show();
  };
  fill(fields, Object.keys(given).length > 0 ? given : examples[0][1]);
  show();
  return [
    h("h2", {}, title),
    h("p", {}, lead),
    h("div", { class: "sides" },
      h("form", { onsubmit: submit, "aria-label": title },
        h("div", { class: "field" }, h("label", { for: "example" }, "Example"), h("select", { id: "example", onchange: choose }, options)),
        main.map((each) => each.element),
        h("details", {}, h("summary", {}, "More that may help"), more.map((each) => each.element)),
        secrets.map((each) => each.element),
        h("div", { class: "actions" }, h("button", { type: "submit", class: "main" }, action), copyButton("Copy a link", () => link(name, values(fields)))),
      ),
      output,
    ),
  ];
}

/** Nodes, or what the library says against the input. */
export function attempt(make) {
  try {
    return [make()].flat();
  } catch (error) {
    if (!(error instanceof TarsPayError)) throw error;
    return [h("p", { class: "bad" }, h("code", {}, error.code), ` ${error.message}`)];
  }
}
