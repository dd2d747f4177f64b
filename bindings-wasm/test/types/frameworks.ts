// The adapters fit the frameworks' own types.
import { createServer } from "node:http";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { Verifier } from "tarspay";
import { callbackHandler } from "tarspay/express";
import { callbackPlugin } from "tarspay/fastify";
import * as web from "tarspay/web";

const verifier = new Verifier();
createServer(callbackHandler(verifier, () => undefined));
express().post("/notify", callbackHandler(verifier, (callback, request: express.Request) => [callback.state, request.ip]));
fastify().register(callbackPlugin, { path: "/notify", verifier, onCallback: async (callback) => callback.mchOrderNo });
const notify = web.callbackHandler(verifier, () => undefined);
new Hono().post("/notify", (context) => notify(context.req.raw));
