import type { EpochMilliseconds } from "../base/time.ts";
import { groupFor } from "./announce-group.ts";
import type { Incident } from "./incident.ts";
import type { Cancellation, Notice, NoticeKind, OutboxEntry } from "./notice.ts";
import type { Escalation } from "./owner.ts";

/** What of a route matters to who is told. */
export interface Listener {
  readonly route: string;
  readonly pager: boolean;
  /** Its addresses; one empty text where it has none of its own. */
  readonly recipients: readonly string[];
  /** It can show an update without disturbing anybody: in place, or in a thread. */
  readonly showsQuietly: boolean;
}

/** Who hears of one incident, and what they have heard so far. */
export interface Audience {
  /** The owner's name, by which notices are grouped; null for none. */
  readonly owner: string | null;
  /** The routes of the monitor, else of its owner. */
  readonly listeners: readonly Listener[];
  readonly escalate: readonly Escalation[];
  /** The routes that the steps of `escalate` name. */
  readonly escalationListeners: readonly Listener[];
  /** All notices of this incident so far, oldest first. */
  readonly outbox: readonly OutboxEntry[];
  /** Nobody is told before this; null where no silence covers the monitor now. */
  readonly silencedUntil: EpochMilliseconds | null;
  /** When notices of this owner left, or are to leave, the last time; null for never. */
  readonly lastGroupAt: EpochMilliseconds | null;
}

/** What is being told while an announcement is put together. */
export interface Telling {
  readonly incident: Incident;
  readonly audience: Audience;
  readonly now: EpochMilliseconds;
  readonly notices: Notice[];
  readonly cancellations: Cancellation[];
}

/** Notices that tell of a break, the weightiest first. */
export const breakKinds = ["opened", "flapping", "reopened", "cause-added"] as const;

export type BreakKind = (typeof breakKinds)[number];

/** Owes a notice to recipients of a route. */
export function tell(
  telling: Telling,
  kind: NoticeKind,
  to: { readonly route: string; readonly recipients: readonly string[] },
  more: { readonly quiet?: boolean; readonly afterMs?: number } = {},
): void {
  const { incident, audience, now } = telling;
  const earliest = Math.max(now, audience.silencedUntil ?? now) + (more.afterMs ?? 0);
  const lastGroupAt = earliest > now ? null : audience.lastGroupAt;
  const { group, dueAt } = groupFor(audience.owner, lastGroupAt, earliest);
  const { monitor, drill, happenedAt, revision, severity } = incident;
  const about = { monitor, drill, happenedAt, revision, severity, kind, route: to.route };
  const quiet = more.quiet ?? false;
  for (const recipient of to.recipients)
    telling.notices.push({ ...about, recipient, group, dueAt, quiet });
}

/** Takes back waiting notices of some kinds, wherever they were to go. */
export function takeBack(telling: Telling, kinds: readonly NoticeKind[]): void {
  const waits = telling.audience.outbox.some(
    (entry) => entry.state === "waiting" && kinds.includes(entry.kind),
  );
  if (!waits) return;
  const { monitor, drill, happenedAt } = telling.incident;
  telling.cancellations.push({ monitor, drill, happenedAt, kinds, route: null, recipient: null });
}

/** Severity 1 and 2 go to all routes, 3 to all but pagers. */
export function loudListeners({ incident, audience }: Telling): readonly Listener[] {
  return audience.listeners.filter((listener) => !listener.pager || incident.severity <= 2);
}

/** All routes that may have heard of the incident, each once. */
export function allListeners({ audience }: Telling): readonly Listener[] {
  const known = new Map<string, Listener>();
  for (const each of [...audience.listeners, ...audience.escalationListeners])
    if (!known.has(each.route)) known.set(each.route, each);
  return [...known.values()];
}

/** Whether the last that a recipient heard, as far as anybody knows, is that the promise is broken. */
export function heardOfBreak(telling: Telling, route: string, recipient: string): boolean {
  const last = telling.audience.outbox.findLast(
    (entry) =>
      entry.route === route &&
      entry.recipient === recipient &&
      entry.state === "tried" &&
      entry.kind !== "occurrence" &&
      entry.kind !== "acknowledged",
  );
  return last !== undefined && last.kind !== "resolved" && last.kind !== "healed";
}

/** Whether a recipient is yet to be told of a break. */
export function waitsForBreak(telling: Telling, route: string, recipient: string): boolean {
  return telling.audience.outbox.some(
    (entry) =>
      entry.route === route &&
      entry.recipient === recipient &&
      entry.state === "waiting" &&
      breakKinds.some((kind) => kind === entry.kind),
  );
}
