import type { Claim } from "../incident.ts";

/** What is known of a claimed name, to stand behind it: `claimed, through ops-slack, from 203.0.113.9`. */
export function claimWords({ route, recipient, address, forwardedFor }: Claim): string {
  const through = recipient === "" ? route : `${route} to ${recipient}`;
  const from = address === null ? "" : `, from ${address}`;
  const via = forwardedFor === null ? "" : ` (a proxy, which says: for ${forwardedFor})`;
  return `claimed, through the link by ${through}${from}${via}`;
}
