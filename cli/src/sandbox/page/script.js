// Shows what the sandbox tells, and asks it for callbacks. All of it is put in as text, never as markup.

/** An element with its class and content; content that is undefined is left out. */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== undefined));
  return made;
}

function time(millis) {
  const made = element("time", "", new Date(millis).toLocaleTimeString(undefined, { hour12: false }));
  made.dateTime = new Date(millis).toISOString();
  return made;
}

function folded(summary, ...content) {
  return element("details", "", element("summary", "", ...summary), element("div", "", ...content));
}

function titled(title, text) {
  return text ? element("div", "", element("span", "dim", title), element("pre", "", text)) : undefined;
}

function request({ path, at, mchNo, code, reason, signed, explanation }) {
  const answer = element("span", code === 0 ? "good" : "bad", code === 0 ? "accepted" : `refused: ${code}`);
  return folded(
    [time(at), element("code", "", path), element("span", "", mchNo), answer],
    reason ? element("p", "bad", reason) : undefined,
    titled("String to sign, as the signature has it", signed),
    titled("Explanation", explanation),
    element("span", "dim", "The merchant sees the code alone; the rest is said by the sandbox only."),
  );
}

const ACTIONS = [
  ["resend", "Resend", "The order as it is now, until it is answered with OK"],
  ["replay", "Replay", "The very bytes that were sent last: your handler must not pay twice"],
  ["forge", "Forge", "Signed by somebody else: your handler must refuse it"],
  ["tamper", "Tamper", "The amount changed after signing: your handler must refuse it"],
];

function order({ payOrderId, kind, mchNo, mchOrderNo, currency, amount, state, createdAt, callbacks }) {
  const tone = { success: "good", processing: "wait", partial: "wait", refund: "wait" }[state] ?? "bad";
  const problem = element("p", "bad");
  problem.setAttribute("role", "alert");
  const buttons = ACTIONS.map(([action, label, hint]) => {
    const button = element("button", "", label);
    button.type = "button";
    button.title = hint;
    button.addEventListener("click", async () => {
      const options = { method: "POST", headers: { "x-sandbox-page": "1" } };
      const answer = await fetch(`/page/orders/${encodeURIComponent(payOrderId)}/${action}`, options);
      problem.textContent = answer.ok ? "" : `Not sent: ${await answer.text()}.`;
    });
    return button;
  });
  return folded(
    [time(createdAt), element("span", "", `${kind} ${mchOrderNo}`), element("span", "", `${amount} ${currency}`), element("span", tone, state.replace("_", " "))],
    element("p", "dim", `${payOrderId}, merchant ${mchNo}`),
    element("div", "", ...buttons),
    problem,
    ...callbacks.map(callback),
  );
}

function callback({ kind, url, body, signature, nextAt, attempts }) {
  const tries = attempts.map(({ at, result }, index) =>
    element("li", result === "answered OK" ? "good" : "bad", `${index + 1}. `, time(at), ` ${result}`),
  );
  return element(
    "div",
    "callback",
    element("strong", "", kind),
    ` to ${url}`,
    element("ul", "", ...tries),
    nextAt === null ? undefined : element("p", "wait", "next attempt at ", time(nextAt)),
    titled("Body", body),
    titled("X-RESP-SIGNATURE", signature),
  );
}

/** What each list shows: only what changed is made anew, so that nothing moves under a pointer. */
const shown = new Map();

function show(list, items, key, make) {
  const before = shown.get(list) ?? new Map();
  const after = new Map();
  let place = list.firstElementChild;
  for (const item of items) {
    const text = JSON.stringify(item);
    const known = before.get(item[key]);
    before.delete(item[key]);
    const node = known?.node ?? element("li", "");
    if (known?.text !== text) {
      const open = node.querySelector("details")?.open ?? false;
      const focus = [...node.querySelectorAll("summary, button")].indexOf(document.activeElement);
      node.replaceChildren(make(item));
      node.querySelector("details").open = open;
      node.querySelectorAll("summary, button")[focus]?.focus();
    }
    if (node === place) place = place.nextElementSibling;
    else list.insertBefore(node, place);
    after.set(item[key], { node, text });
  }
  for (const { node } of before.values()) node.remove();
  shown.set(list, after);
}

const byId = (id) => document.getElementById(id);
let since = 0;
for (;;) {
  try {
    const answer = await fetch(`/page/news?since=${since}`);
    if (!answer.ok) throw new Error(await answer.text());
    const news = await answer.json();
    since = news.count;
    show(byId("orders"), news.orders, "payOrderId", order);
    show(byId("requests"), news.requests, "id", request);
    byId("status").textContent = `Live at ${location.host}`;
  } catch {
    since = 0;
    byId("status").textContent = "The sandbox does not answer; trying again…";
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
