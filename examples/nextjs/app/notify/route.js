import { callbackHandler } from "tarspay/web";
import { credit, trusted } from "../shop.js";

export const POST = (request) => callbackHandler(trusted(), credit)(request);
