import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { Silence } from "../domain/silence.ts";
import { silencedUntil } from "../domain/silenced-until.ts";
import type { StoredNotice } from "../store/incident-row.ts";
import type {
  FailedLook,
  MonitorCommit,
  Reheld,
  TickCommit,
  TickFacts,
} from "../store/tick-facts.ts";
import { lookAt } from "./look.ts";
import { allSilences, type Rules } from "./rules.ts";

/** What is decided by. */
export interface Deciding {
  readonly rules: Rules;
  readonly actor: Actor;
  readonly now: EpochMilliseconds;
  /** How often what was decided of a monitor in this tick could not be kept. */
  readonly refusals: ReadonlyMap<number, number>;
}

/** A monitor on which the judge failed is left alone for so long. */
const leaveAloneFor: Milliseconds = 60_000;
/** So often somebody else may be quicker; beyond that, what lies in the store contradicts itself. */
const mostRefusals = 3;

/** Decides what one read of facts comes to. A monitor on which the judge throws does not stop the others. */
export function decide(
  facts: TickFacts & { readonly kind: "facts" },
  { rules, actor, now, refusals }: Deciding,
): TickCommit {
  const silences = allSilences(rules, facts.silences);
  const by = { rules, silences, groups: facts.groups, now };
  const until = now + leaveAloneFor;
  const monitors: MonitorCommit[] = [];
  const failed: FailedLook[] = facts.unreadable.map((each) => ({ ...each, until }));
  for (const read of facts.monitors) {
    const { monitor, version } = read;
    const fail = (error: string) => failed.push({ monitor, version, error, until });
    if ((refusals.get(monitor.number) ?? 0) >= mostRefusals) {
      fail("what was decided can't be kept: the store contradicts itself");
      continue;
    }
    try {
      monitors.push(lookAt(read, by));
    } catch (error) {
      fail(String(error));
    }
  }
  const reheld = facts.held.flatMap((notice) => rehold(notice, silences, now));
  return { now, actor, config: rules.number, monitors, failed, reheld };
}

/** Where a silence ends sooner or later than it did when the notice was owed, the notice moves with it. */
function rehold(
  notice: StoredNotice,
  silences: readonly Silence[],
  now: EpochMilliseconds,
): readonly Reheld[] {
  const { monitor, heldUntil: before, dueAt } = notice;
  if (before === null) return [];
  const heldUntil = silencedUntil(silences, monitor, now);
  if (heldUntil === before) return [];
  return [{ notice, heldUntil, dueAt: dueAt + (heldUntil ?? Math.min(before, now)) - before }];
}
