import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { AttemptState } from "./attempt.ts";
import type { Drill } from "./drill.ts";
import type { Incident } from "./incident.ts";

/** The first receipt of a route for the notices of a drill; null where none came. */
export interface DrillReceipt {
  readonly route: string;
  readonly receivedAt: EpochMilliseconds | null;
}

/** What of an attempt matters to the score. */
interface TriedRoute {
  readonly route: string;
  readonly state: AttemptState;
  readonly endedAt: EpochMilliseconds | null;
}

/** When each of the routes first gave a receipt; `attempts`: oldest first. */
export function firstReceipts(
  routes: readonly string[],
  attempts: readonly TriedRoute[],
): readonly DrillReceipt[] {
  return [...new Set(routes)].map((route) => {
    const delivered = attempts.find((each) => each.route === route && each.state === "delivered");
    return { route, receivedAt: delivered?.endedAt ?? null };
  });
}

/** What a drill proved, in times from its break, and what it left unproven. */
export interface DrillScore {
  /** Until a watcher had opened the incident. */
  readonly noticedAfterMs: Milliseconds | null;
  readonly routes: readonly { readonly route: string; readonly afterMs: Milliseconds | null }[];
  readonly acknowledgedAfterMs: Milliseconds | null;
  readonly resolvedAfterMs: Milliseconds | null;
  readonly notProven: readonly NotProven[];
}

export type NotProven =
  | { readonly kind: "nobody-noticed" }
  | { readonly kind: "no-route" }
  | { readonly kind: "no-receipt"; readonly route: string }
  | { readonly kind: "not-acknowledged" }
  | { readonly kind: "not-resolved" };

/** Scores a drill by what the store holds of it now. */
export function scoreDrill(
  drill: Drill,
  incident: Incident | null,
  receipts: readonly DrillReceipt[],
): DrillScore {
  const after = (at: EpochMilliseconds | null) => (at === null ? null : at - drill.breaksAt);
  const routes = receipts.map(({ route, receivedAt }) => ({ route, afterMs: after(receivedAt) }));
  const noticed = incident !== null;
  const notProven: NotProven[] = [];
  if (!noticed) notProven.push({ kind: "nobody-noticed" });
  if (routes.length === 0) notProven.push({ kind: "no-route" });
  for (const { route, afterMs } of routes)
    if (afterMs === null) notProven.push({ kind: "no-receipt", route });
  const acknowledgedAt = incident?.acknowledgedAt ?? null;
  if (acknowledgedAt === null) notProven.push({ kind: "not-acknowledged" });
  if (incident?.state !== "resolved") notProven.push({ kind: "not-resolved" });
  return {
    noticedAfterMs: after(incident?.noticedAt ?? null),
    routes,
    acknowledgedAfterMs: after(acknowledgedAt),
    resolvedAfterMs: after(incident?.resolvedAt ?? null),
    notProven,
  };
}
