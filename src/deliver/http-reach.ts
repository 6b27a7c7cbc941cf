import { buildConnector } from "undici";
import { formatDuration } from "../base/duration.ts";
import { isBlockedAddress } from "../domain/blocked-address.ts";
import { lookupUnblocked } from "./http-destination.ts";
import { describeNetworkError } from "../domain/network-error.ts";
import { usualHttpLimits, type HttpLimits } from "./http-post.ts";
import type { Reach } from "./sender.ts";

/** Whether a server takes connections, with a certificate that is good: nothing is said to it. */
export async function reachHttp(
  address: string,
  signal: AbortSignal,
  { connectMs }: HttpLimits = usualHttpLimits,
): Promise<Reach> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/u.test(url.protocol))
    return { kind: "unreached", reason: "this is no http or https URL" };
  if (isBlockedAddress(url.hostname)) return blocked;
  const way = { blocked: false };
  const limit = AbortSignal.timeout(connectMs);
  const connect = buildConnector({
    timeout: connectMs,
    allowH2: false,
    signal: AbortSignal.any([signal, limit]),
    lookup: lookupUnblocked(() => {
      way.blocked = true;
    }),
  });
  const begun = performance.now();
  const { protocol, host } = url;
  const hostname = url.hostname.replace(/^\[|\]$/gu, "");
  const error = await new Promise<Error | null>((resolve) => {
    connect({ hostname, host, protocol, port: url.port }, (failure, socket) => {
      socket?.destroy();
      resolve(failure);
    });
  });
  if (way.blocked) return blocked;
  if (error !== null) {
    const late = `no connection within ${formatDuration(connectMs)}`;
    const reason = signal.aborted ? "it was stopped" : describeNetworkError(error);
    return { kind: "unreached", reason: limit.aborted ? late : reason };
  }
  const words = protocol === "https:" ? "its certificate is good" : "without encryption";
  const text = `the server takes connections, ${words}`;
  return { kind: "reached", text, tookMs: Math.round(performance.now() - begun) };
}

const blocked: Reach = {
  kind: "unreached",
  reason: "the address is link-local or a metadata service, where no alert is sent",
};
