import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSocketServer, type Server, type Socket } from "node:net";

export interface TestServer extends AsyncDisposable {
  readonly port: number;
  /** Requests or connections so far. */
  readonly count: () => number;
}

/** An HTTP server on loopback that answers as told; requests come with their bodies read. */
export async function serveHttp(
  answer: (request: IncomingMessage & { readonly text: string }, response: ServerResponse) => void,
): Promise<TestServer> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    void readText(request).then((text) => {
      answer(Object.assign(request, { text }), response);
    });
  });
  return await listening(server, () => count);
}

/** A TCP server on loopback for what no HTTP server would do. */
export async function serveSocket(handle: (socket: Socket) => void): Promise<TestServer> {
  let count = 0;
  const server = createSocketServer((socket) => {
    count += 1;
    socket.on("error", () => undefined);
    handle(socket);
  });
  return await listening(server, () => count);
}

async function listening(server: Server, count: () => number): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    count,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
