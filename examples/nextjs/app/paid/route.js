import { credited } from "../shop.js";

// Not once when it is built, but at each call.
export const dynamic = "force-dynamic";

export const GET = () => new Response(credited());
