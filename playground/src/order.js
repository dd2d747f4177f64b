// Build an order: from the models, validated while it is typed.

import { markets, Signer, stringToSign, validate } from "tarspay";
import models from "orders:all";
import { h } from "./dom.js";
import { copyButton, field, privateKeyField, values } from "./form.js";
import { link } from "./link.js";
import { attempt } from "./page.js";
import { snippets } from "./snippets.js";

export const title = "Build an order";

const BASE = "https://gateway.example";
const EXAMPLE = {
  mchNo: "M1688454487",
  mchOrderNo: "ORDER-1",
  payOrderId: "P1734517376779485186",
  amount: "100000",
  body: "Two tickets",
  notifyUrl: "https://shop.com/tarspay/notify",
  pageNumber: "1",
  pageSize: "20",
};

export function open(given) {
  const all = markets();
  const market = field("market", "Market", { kind: all.map(({ country, name }) => [country, name]), value: given.market ?? "ID" });
  const endpoint = field("endpoint", "Endpoint", { kind: Object.entries(models).map(([name, model]) => [name, model.title]), value: given.endpoint ?? "create_deposit" });
  const base = field("base", "The gateway's address", { value: given.base ?? BASE, hint: "As your contract says." });
  const path = field("path", "Path", { value: given.path ?? "" });
  const key = privateKeyField("To sign. It stays in this field: not stored, not in links, cleared when you leave. Use a test key.");
  const form = h("div", {});
  const output = h("div", { class: "output", "aria-live": "polite", "aria-label": "Answer", role: "region" });
  let fields = [];

  const model = () => models[endpoint.value];
  const chosen = () => all.find(({ country }) => country === market.value);

  /** New fields for another market or endpoint; what was typed stays. */
  const build = (typed) => {
    const { members } = model();
    fields = members.map((member) => memberField(member, chosen(), endpoint.value, typed));
    const [required, optional] = [true, false].map((isRequired) => fields.filter((_, index) => members[index].isRequired === isRequired));
    form.replaceChildren(
      ...required.map((each) => each.element),
      h("details", { open: optional.some((each) => each.value !== "") }, h("summary", {}, `Optional members (${optional.length})`), optional.map((each) => each.element)),
    );
    path.value = model().path ?? (typed.path || "/the/path/you/were/given");
    show();
  };
  const rebuild = () => build({ ...values(fields), currency: undefined, wayCode: undefined, path: path.value });

  const show = () => {
    const order = members(fields, model());
    const found = attempt(() => validate(endpoint.value, order, { market: market.value }));
    const problems = found.filter((each) => !(each instanceof Node));
    for (const each of fields) {
      const own = problems.filter(({ member }) => member === each.name);
      each.complain(own.map(({ message, code }) => `${message} (${code})`));
      if (own.length > 0) each.element.closest("details")?.setAttribute("open", "");
    }
    const hasErrors = problems.some(({ severity }) => severity === "error");
    output.replaceChildren(...found.filter((each) => each instanceof Node), summary(problems), ...(hasErrors ? [] : attempt(() => signed(order))));
  };

  const signed = (order) => {
    const options = { market: market.value, path: path.value };
    if (key.value.trim() === "") {
      const text = stringToSign("POST", path.value, Date.now(), order);
      return [h("h3", {}, "The text to sign"), h("pre", {}, text), h("p", {}, "With a private key, the signed request is shown here as code.")];
    }
    const signer = new Signer(key.value.trim());
    try {
      const request = signer.sign("POST", options.path, order);
      const code = Object.entries(snippets(base.value.replace(/\/$/, ""), request)).map(([name, text]) => snippet(name, text));
      return [h("h3", {}, "The text to sign"), h("pre", {}, request.stringToSign), h("h3", {}, "The signed request"), h("p", {}, "Send it soon: the gateway looks at its time. A program signs each request with the library instead."), ...code];
    } finally {
      signer.free();
    }
  };

  market.control.addEventListener("change", rebuild);
  endpoint.control.addEventListener("change", rebuild);
  build(Object.keys(given).length > 0 ? given : EXAMPLE);
  const share = () => link("order", { market: market.value, endpoint: endpoint.value, base: base.value, ...values(fields), path: path.value });
  return [
    h("h2", {}, title),
    h("p", {}, "Choose a market and an endpoint, and fill in the members. What is wrong is said while you type, with the gateway's own code where it has one."),
    h("div", { class: "sides" },
      h("form", { "aria-label": title, oninput: show, onsubmit: (event) => event.preventDefault() },
        market.element, endpoint.element, form, base.element, path.element, key.element, h("div", { class: "actions" }, copyButton("Copy a link", share)),
      ),
      output,
    ),
  ];
}

function memberField({ name, hint, isRequired }, market, endpoint, typed) {
  const codes = endpoint.includes("withdraw") ? market.withdraw : market.deposit;
  if (name === "wayCode" && codes.wayCodes.length > 0) {
    const named = codes.wayCodes.map(({ code, name: text }) => [code, `${text} (${code})`]);
    return field(name, name, { kind: named, hint, isRequired, value: typed[name] ?? named[0][0] });
  }
  const value = typed[name] ?? (name === "currency" ? (market.currency ?? "") : name === "wayCode" ? "CASHIER" : isRequired ? (EXAMPLE[name] ?? "") : "");
  return field(name, name, { hint, isRequired, value });
}

/** Empty fields are left out; whole numbers become numbers where the model has them. */
function members(fields, { members: declared }) {
  const filled = fields.filter(({ value }) => value !== "");
  const isNumber = (name, value) => declared.some((each) => each.name === name && each.isInteger) && /^\d{1,15}$/.test(value);
  return Object.fromEntries(filled.map(({ name, value }) => [name, isNumber(name, value) ? Number(value) : value]));
}

function summary(problems) {
  if (problems.length === 0) return h("p", { class: "verdict good" }, "The order is valid.");
  const items = problems.map(({ severity, member, code, gatewayCode, message }) =>
    h("li", {}, severity === "warning" && "warning: ", h("code", {}, member), ` ${message} (${code}${gatewayCode ? `, the gateway's ${gatewayCode}` : ""})`),
  );
  const isBad = problems.some(({ severity }) => severity === "error");
  return h("section", { class: `verdict ${isBad ? "bad" : "good"}` }, h("h3", {}, isBad ? "The order is not valid." : "The order is valid."), h("ul", {}, items));
}

function snippet(name, text) {
  return h("section", {}, h("h4", {}, name), h("pre", { tabindex: "0", "aria-label": name, role: "region" }, text), copyButton(`Copy ${name}`, () => text));
}
