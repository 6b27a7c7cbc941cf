import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { TLSSocket } from "node:tls";
import { buildConnector, Client, type Dispatcher } from "undici";
import type { EpochMilliseconds } from "../base/time.ts";
import { isBlockedAddress } from "../domain/blocked-address.ts";

export interface Request {
  readonly url: URL;
  readonly method: "GET" | "HEAD" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData["headers"];
  /** As far as it is read. */
  readonly text: string;
  /** Bytes that came, until it was enough. */
  readonly bytes: number;
  readonly whole: boolean;
  readonly certificateUntil: EpochMilliseconds | null;
}

export interface Way {
  blocked: boolean;
}

/** What is read of an answer, in bytes. */
const longest = 1_024 * 1_024;

/** One request over a connection of its own. It throws what the network says; a body must come whole. */
export async function ask(
  { url, method, headers, body }: Request,
  way: Way,
  stop: AbortSignal,
): Promise<Answer> {
  const seen: { certificateUntil: EpochMilliseconds | null } = { certificateUntil: null };
  const client = new Client(url.origin, {
    connect: connector(way, seen, stop),
    // The time limit is that of the look.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const given = await client.request({
      method,
      path: url.pathname + url.search,
      headers: { "user-agent": "luota", accept: "*/*", "accept-encoding": "identity", ...headers },
      body,
      signal: stop,
    });
    const read = await readBody(given.body);
    return { status: given.statusCode, headers: given.headers, ...read, ...seen };
  } finally {
    await client.destroy();
  }
}

/** Every connection is checked by the address it goes to, so that no name leads elsewhere the next time. */
function connector(
  way: Way,
  seen: { certificateUntil: EpochMilliseconds | null },
  stop: AbortSignal,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: 0,
    allowH2: false,
    signal: stop,
    lookup: lookupAllowed(way),
  });
  return (options, callback) => {
    connect(options, (...answer) => {
      const [, socket] = answer;
      if (socket instanceof TLSSocket) {
        const until = Date.parse(socket.getPeerCertificate().valid_to);
        seen.certificateUntil = Number.isNaN(until) ? null : until;
      }
      callback(...answer);
    });
  };
}

function lookupAllowed(way: Way): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const allowed = found.filter(({ address }) => !isBlockedAddress(address));
      const [first] = allowed;
      if (first === undefined) {
        way.blocked = true;
        callback(new Error("no address is left"), []);
      } else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

async function readBody(
  body: AsyncIterable<Uint8Array>,
): Promise<Pick<Answer, "text" | "bytes" | "whole">> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(piece.subarray(0, Math.max(0, longest - bytes)));
    bytes += piece.length;
    if (bytes > longest) break;
  }
  const text = new TextDecoder().decode(Buffer.concat(pieces));
  return { text, bytes, whole: bytes <= longest };
}
