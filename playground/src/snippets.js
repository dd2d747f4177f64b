// A signed request as code. Texts are written as each language's own literals.

const json = JSON.stringify;
const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const kotlin = (text) => json(text).replaceAll("$", "\\$");

/** Languages by name: what sends this request from there. */
export function snippets(base, { method, path, headers, body }) {
  const url = base + path;
  const list = Object.entries(headers);
  return {
    curl: [`curl ${shell(url)} --request ${method}`, ...list.map(([name, value]) => `  --header ${shell(`${name}: ${value}`)}`), `  --data-raw ${shell(body)}`].join(" \\\n"),
    fetch: [
      `const response = await fetch(${json(url)}, {`,
      `  method: ${json(method)},`,
      "  headers: {",
      ...list.map(([name, value]) => `    ${json(name)}: ${json(value)},`),
      "  },",
      `  body: ${json(body)},`,
      "});",
    ].join("\n"),
    httpx: [
      "import httpx",
      "",
      "headers = {",
      ...list.map(([name, value]) => `    ${json(name)}: ${json(value)},`),
      "}",
      `body = ${json(body)}`,
      `response = httpx.request(${json(method)}, ${json(url)}, content=body.encode(), headers=headers)`,
    ].join("\n"),
    OkHttp: [
      "val request = Request.Builder()",
      `    .url(${kotlin(url)})`,
      ...list.filter(([name]) => name.toLowerCase() !== "content-type").map(([name, value]) => `    .header(${kotlin(name)}, ${kotlin(value)})`),
      // A body of text would get a charset added to its type.
      `    .method(${json(method)}, ${kotlin(body)}.toByteArray().toRequestBody(${kotlin(headers["Content-Type"] ?? "application/json")}.toMediaType()))`,
      "    .build()",
      "val response = OkHttpClient().newCall(request).execute()",
    ].join("\n"),
  };
}
