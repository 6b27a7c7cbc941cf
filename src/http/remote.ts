import type { IncomingMessage } from "node:http";
import type { Context } from "hono";

/** What is known of where a request came from. */
export interface Remote {
  readonly address: string | null;
  /** The last address in `X-Forwarded-For`, which the nearest proxy adds; null without a proxy. */
  readonly forwardedFor: string | null;
}

export function remoteOf(context: Context): Remote {
  const { incoming } = context.env as { readonly incoming?: IncomingMessage };
  const address = incoming?.socket.remoteAddress ?? null;
  return {
    address: address === null ? null : address.replace(/^::ffff:(?=\d+\.)/u, ""),
    forwardedFor: lastForwarded(context.req.header("x-forwarded-for")),
  };
}

/** Only what looks like an address: anybody may send the header. */
export function lastForwarded(header: string | undefined): string | null {
  const last = header?.split(",").at(-1)?.trim() ?? "";
  return /^[0-9A-Fa-f:.[\]]{2,60}$/u.test(last) ? last : null;
}
