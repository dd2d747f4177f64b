import "./style.css";
import * as callback from "./callback.js";
import { h } from "./dom.js";
import * as explain from "./explain.js";
import { read } from "./link.js";
import * as order from "./order.js";
import { load } from "./wasm.js";

const tools = { explain, callback, order };
const place = document.querySelector("main");
const links = Object.entries(tools).map(([name, { title }]) => h("a", { href: `#${name}` }, title));
document.querySelector("nav").append(...links);

function show() {
  const { tool, given } = read();
  // The link that leads over the menu is no tool.
  if (tool === "tool") return;
  const name = tool in tools ? tool : "explain";
  for (const each of links) {
    if (each.hash === `#${name}`) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
  place.replaceChildren(...tools[name].open(given));
  document.title = `${tools[name].title} · tarspay playground`;
}

await load();
addEventListener("hashchange", show);
show();
place.dataset.ready = "";
