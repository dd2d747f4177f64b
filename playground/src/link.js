// A link to a tool with what is filled in, kept behind the `#`, which no browser sends anywhere. Private keys are never in it.

/** The tool that the address names, and what is filled in. */
export function read() {
  const [tool, query = ""] = location.hash.slice(1).split("?");
  return { tool, given: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a tool with these fields; empty ones are left out. */
export function link(tool, fields = {}) {
  const filled = Object.entries(fields).filter(([, value]) => value !== "");
  const query = new URLSearchParams(filled).toString();
  return `${location.href.split("#")[0]}#${tool}${query && `?${query}`}`;
}
