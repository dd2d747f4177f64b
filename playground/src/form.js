// Labelled fields.

import { h } from "./dom.js";

let last = 0;

/**
 * A field with its label, a hint and a place for what is wrong with it.
 * @param options.kind `text`, `area`, or an array of `[value, label]` to choose from
 */
export function field(name, label, { kind = "text", hint, value = "", isRequired = false } = {}) {
  last += 1;
  const id = `field-${last}`;
  const attributes = {
    id,
    name,
    "aria-describedby": `${id}-hint ${id}-problem`,
    "aria-required": isRequired && "true",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  };
  const control = controlOf(kind, attributes, value);
  const problem = h("p", { id: `${id}-problem`, class: "problem" });
  const element = h(
    "div",
    { class: "field" },
    h("label", { for: id }, label, isRequired && h("span", { class: "dim" }, " (required)")),
    hint && h("p", { id: `${id}-hint`, class: "dim hint" }, hint),
    control,
    problem,
  );
  return {
    element,
    control,
    name,
    get value() {
      return control.value;
    },
    set value(text) {
      control.value = text;
    },
    /** Shows what is wrong; nothing without texts. */
    complain(texts) {
      problem.textContent = texts.join(" ");
      if (texts.length > 0) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    },
  };
}

function controlOf(kind, attributes, value) {
  if (kind === "area") {
    const area = h("textarea", { ...attributes, rows: 7 });
    area.value = value;
    return area;
  }
  if (Array.isArray(kind)) {
    const options = kind.map(([code, label]) => h("option", { value: code }, label));
    const select = h("select", attributes, options);
    if (value !== "") select.value = value;
    return select;
  }
  const input = h("input", { ...attributes, type: kind });
  input.value = value;
  return input;
}

/** A private key: masked, kept in this field alone, emptied by its button and when the page is left. */
export function privateKeyField(hint) {
  const key = field("privateKey", "Private key (optional)", { kind: "password", hint });
  key.control.setAttribute("autocomplete", "new-password");
  const clear = () => {
    key.value = "";
    key.control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  addEventListener("pagehide", () => {
    key.value = "";
  });
  key.element.append(h("button", { type: "button", onclick: clear }, "Clear the key"));
  return key;
}

/** The values of fields by name. */
export const values = (fields) => Object.fromEntries(fields.map((each) => [each.name, each.value]));

/** What stands between spaces or commas. */
export const words = (text) => text.split(/[\s,]+/).filter(Boolean);

/** Fills in those that are named. */
export function fill(fields, given) {
  for (const each of fields) each.value = given[each.name] ?? "";
}

/** A button that puts a text into the clipboard, and says so. */
export function copyButton(label, text) {
  const status = h("span", { role: "status", class: "dim" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      status.textContent = " copied";
    } catch {
      status.textContent = " the browser does not allow it";
    }
  };
  return h("span", { class: "copy" }, h("button", { type: "button", onclick: copy }, label), status);
}
