import { deposit } from "../shop.js";

export async function POST(request) {
  const query = new URL(request.url).searchParams;
  const { code } = await deposit(query.get("mchOrderNo"), query.get("amount"));
  return new Response(`${code}`);
}
