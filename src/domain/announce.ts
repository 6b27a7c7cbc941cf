import type { EpochMilliseconds } from "../base/time.ts";
import {
  allListeners,
  breakKinds,
  heardOfBreak,
  loudListeners,
  takeBack,
  tell,
  waitsForBreak,
  type Audience,
  type BreakKind,
  type Telling,
} from "./announce-telling.ts";
import type { Change } from "./incident.ts";
import type { Cancellation, Notice } from "./notice.ts";

export interface Announcement {
  readonly notices: readonly Notice[];
  readonly cancellations: readonly Cancellation[];
}

/**
 * Says which notices are owed, and which waiting ones are taken back, because one incident changed
 * in one tick. `changes` are all of that incident, in their order; their story is told by its end,
 * so that what opened and healed in one tick is one message.
 */
export function announce(
  changes: readonly Change[],
  audience: Audience,
  now: EpochMilliseconds,
): Announcement {
  const incident = changes.at(-1)?.incident;
  if (incident === undefined || incident.severity === 4) return { notices: [], cancellations: [] };
  const telling: Telling = { incident, audience, now, notices: [], cancellations: [] };
  const kinds = new Set(changes.map((change) => change.kind));
  const broken = breakKinds.find((kind) => kinds.has(kind)) ?? null;
  if (kinds.has("resolved") && incident.state === "resolved") tellEnd(telling, broken);
  else if (broken !== null) tellBreak(telling, broken);
  else if (kinds.has("occurrence")) tellOccurrence(telling, changes);
  if (kinds.has("acknowledged")) tellAcknowledged(telling);
  if (kinds.has("reminded"))
    for (const listener of loudListeners(telling)) tell(telling, "reminder", listener);
  const { notices, cancellations } = telling;
  return { notices, cancellations };
}

/** The message that still waits on a route will tell of this break too. */
function tellBreak(telling: Telling, kind: BreakKind): void {
  const { incident, audience } = telling;
  if (kind === "cause-added" && incident.flapping) return;
  for (const { route, recipients } of loudListeners(telling)) {
    const untold = recipients.filter((recipient) => !waitsForBreak(telling, route, recipient));
    tell(telling, kind, { route, recipients: untold });
  }
  if (kind === "cause-added" || incident.state !== "opened") return;
  for (const { afterMs, routes } of audience.escalate)
    for (const listener of audience.escalationListeners)
      if (routes.includes(listener.route)) tell(telling, "escalated", listener, { afterMs });
}

/** Resolved goes to whoever heard of the break; whoever did not yet gets both in one message. */
function tellEnd(telling: Telling, broken: BreakKind | null): void {
  const loud = new Set(loudListeners(telling).map((listener) => listener.route));
  const silenced = telling.audience.silencedUntil !== null;
  for (const { route, recipients } of allListeners(telling))
    for (const recipient of recipients) {
      const to = { route, recipients: [recipient] };
      const untold = broken !== null || waitsForBreak(telling, route, recipient);
      if (heardOfBreak(telling, route, recipient)) tell(telling, "resolved", to);
      else if (untold && loud.has(route) && !silenced) tell(telling, "healed", to);
    }
  takeBack(telling, [...breakKinds, "occurrence", "reminder", "escalated"]);
}

/** Another break of a known kind: shown quietly, and only each time their number has doubled. */
function tellOccurrence(telling: Telling, changes: readonly Change[]): void {
  const { incident, audience } = telling;
  if (incident.state === "resolved" || incident.flapping || audience.silencedUntil !== null) return;
  let added = 0;
  for (const change of changes) if (change.kind === "occurrence") added += change.count;
  const doublings = (count: number) => Math.floor(Math.log2(count));
  if (doublings(incident.occurrences) === doublings(incident.occurrences - added)) return;
  for (const listener of loudListeners(telling))
    if (listener.showsQuietly) tell(telling, "occurrence", listener, { quiet: true });
}

/** Reminders and escalations stop; whoever heard of it hears that somebody has it. */
function tellAcknowledged(telling: Telling): void {
  takeBack(telling, ["reminder", "escalated"]);
  if (telling.incident.state !== "acknowledged") return;
  for (const { route, recipients } of allListeners(telling)) {
    const heard = recipients.filter((recipient) => heardOfBreak(telling, route, recipient));
    tell(telling, "acknowledged", { route, recipients: heard });
  }
}
