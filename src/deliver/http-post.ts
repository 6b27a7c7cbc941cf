import { Client, buildConnector, type Dispatcher } from "undici";
import { formatDuration, type Milliseconds } from "../base/duration.ts";
import { credentialsOf } from "../domain/url-credentials.ts";
import { isBlockedAddress } from "../domain/blocked-address.ts";
import { lookupUnblocked } from "./http-destination.ts";
import { describeNetworkError } from "../domain/network-error.ts";
import { readHttpBody, type HttpBody } from "./http-body.ts";
import { readRetryAfter } from "./retry-after.ts";

export interface HttpPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long connecting (name, TCP and TLS) and the whole exchange may take. */
export interface HttpLimits {
  readonly connectMs: Milliseconds;
  readonly wholeMs: Milliseconds;
}

export const usualHttpLimits: HttpLimits = { connectMs: 10_000, wholeMs: 30_000 };

export type HttpOutcome =
  /** A status came. A redirect is an answer like any other: it is never followed. */
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly body: HttpBody;
      readonly retryAfterMs: Milliseconds | null;
    }
  /** There was no connection: the other end can't have heard anything. */
  | { readonly kind: "nothing-left"; readonly reason: string }
  /** It is not allowed, or no URL to post to; nothing left. It stays so until the config changes. */
  | { readonly kind: "not-allowed"; readonly reason: string }
  /** There was a connection, but no answer: the other end may have taken it. */
  | { readonly kind: "may-have-left"; readonly reason: string };

/**
 * Posts once, over a connection of its own: so whether anything can have left is known. Ends within
 * the limits, and at once when `signal` is aborted. No reason holds anything of URL, headers or body.
 */
export async function postHttp(
  post: HttpPost,
  signal: AbortSignal,
  limits: HttpLimits = usualHttpLimits,
): Promise<HttpOutcome> {
  const url = URL.parse(post.url);
  if (url === null || !/^https?:$/u.test(url.protocol))
    return { kind: "not-allowed", reason: "this is no http or https URL" };
  if (isBlockedAddress(url.hostname)) return blockedOutcome;
  if (signal.aborted) return { kind: "nothing-left", reason: "it was stopped before it began" };

  const timeLimit = AbortSignal.timeout(limits.wholeMs);
  const stop = AbortSignal.any([signal, timeLimit]);
  const way = { connected: false, blocked: false };
  const client = new Client(url.origin, {
    connect: connector(way, stop, limits),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    return await exchange(client, url, post, stop);
  } catch (error) {
    if (way.blocked) return blockedOutcome;
    return {
      kind: way.connected ? "may-have-left" : "nothing-left",
      reason: describeEnd(error, signal, timeLimit, limits),
    };
  } finally {
    await client.destroy();
  }
}

function describeEnd(
  error: unknown,
  signal: AbortSignal,
  timeLimit: AbortSignal,
  limits: HttpLimits,
): string {
  if (signal.aborted) return "it was stopped";
  if (timeLimit.aborted) return `no answer within ${formatDuration(limits.wholeMs)}`;
  return describeNetworkError(error);
}

const blockedOutcome: HttpOutcome = {
  kind: "not-allowed",
  reason: "the address is link-local or a metadata service, where no alert is sent",
};

/** Connects under the time limits; says on `way` what is known of the connection. */
function connector(
  way: { connected: boolean; blocked: boolean },
  stop: AbortSignal,
  limits: HttpLimits,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: limits.connectMs,
    allowH2: false,
    signal: stop,
    lookup: lookupUnblocked(() => {
      way.blocked = true;
    }),
  });
  return (options, callback) => {
    connect(options, (...answer) => {
      // From here on bytes may leave at any moment.
      if (answer[0] === null) way.connected = true;
      callback(...answer);
    });
  };
}

async function exchange(
  client: Client,
  url: URL,
  post: HttpPost,
  stop: AbortSignal,
): Promise<HttpOutcome> {
  const { statusCode, headers, body } = await client.request({
    method: "POST",
    path: url.pathname + url.search,
    headers: { "user-agent": "luota", ...credentialsOf(url), ...post.headers },
    body: post.body,
    signal: stop,
  });
  return {
    kind: "answered",
    status: statusCode,
    body: await readHttpBody(body),
    retryAfterMs: readRetryAfter(oneOf(headers["retry-after"]), oneOf(headers["date"])),
  };
}

function oneOf(header: Dispatcher.ResponseData["headers"][string]): string | null {
  return (typeof header === "string" ? header : header?.[0]) ?? null;
}
