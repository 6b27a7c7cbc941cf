import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { fail, ok, type Result } from "../base/result.ts";
import type { Answering } from "./answering.ts";
import { createRouter } from "./router.ts";

export interface ListenerParts extends Answering {
  readonly listen: { readonly host: string; readonly port: number };
  /** The path of `publicUrl`, without a slash at its end; empty for none. */
  readonly prefix: string;
}

export interface Listener {
  /** The one asked for, or the one given where that was 0. */
  readonly port: number;
  /** Ends what is being answered after a moment; then the port is free. */
  readonly close: () => Promise<void>;
}

/** `code` is the system's: EADDRINUSE, EACCES, EADDRNOTAVAIL … */
export interface NotListening {
  readonly kind: "not-listening";
  readonly code: string;
}

/** Answers HTTP at one address, until it is closed. */
export async function startListener(parts: ListenerParts): Promise<Result<Listener, NotListening>> {
  const answer = getRequestListener(createRouter(parts, parts.prefix).fetch, {
    overrideGlobalObjects: false,
  });
  const server = createServer(limits, (request, response) => {
    void answer(request, response);
  });
  server.maxConnections = mostConnections;
  server.setTimeout(idleMs, (socket) => {
    socket.destroy();
  });
  const listening = await listenAt(server, parts.listen);
  if (!listening.ok) return listening;
  server.on("error", (error) => {
    parts.log("error", "listener", error.message);
  });
  return ok({
    port: listening.value,
    close: async () => {
      await closeServer(server);
    },
  });
}

/** Whoever sends slowly, or much, holds nobody up: all of a request comes within 10 s. */
const limits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1_024,
} as const;
const mostConnections = 200;
/** Nor does whoever reads slowly. */
const idleMs = 15_000;

async function listenAt(
  server: Server,
  { host, port }: ListenerParts["listen"],
): Promise<Result<number, NotListening>> {
  return await new Promise((resolve) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      resolve(fail({ kind: "not-listening", code: error.code ?? error.message }));
    };
    server.once("error", refuse);
    server.listen({ host, port }, () => {
      server.off("error", refuse);
      resolve(ok((server.address() as AddressInfo).port));
    });
  });
}

const closingMs = 1_000;

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const hurry = setTimeout(() => {
      server.closeAllConnections();
    }, closingMs);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}
