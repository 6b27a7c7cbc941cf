import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { Outage } from "../domain/facts.ts";
import type { Sight } from "../domain/lost.ts";
import type { Run } from "../domain/run.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { SpoolPlace } from "../store/spool-places.ts";
import type { TakenIn } from "../store/spool-take.ts";
import type { WatchStore } from "../store/watch.ts";
import type { WatchSpan } from "../store/watcher.ts";
import { judgeAll, type JudgedAll } from "./judge-all.ts";
import { refreshRules, type RulesInForce } from "./rules-in-force.ts";
import { weighRuns } from "./weigh-runs.ts";

/** What a tick sees of the world; `rules` and `span` go on from tick to tick. */
export interface TickScene {
  readonly rules: RulesInForce;
  /** The span of this watcher (`beginWatch`), as the tick before left it. */
  readonly span: WatchSpan;
  readonly places: readonly SpoolPlace[];
  readonly uid: number;
  readonly actor: Actor;
  readonly sight: Sight;
}

/** What a tick came to. */
export interface Ticked extends Omit<JudgedAll, "more"> {
  readonly span: WatchSpan;
  /** Times before this tick in which nobody watched. */
  readonly outages: readonly Outage[];
  readonly takenIn: TakenIn;
  readonly lost: readonly Run[];
  /** When to tick again though nothing is heard; null for never. */
  readonly wakeAt: EpochMilliseconds | null;
}

/** More than this waits for the next tick, so that no tick lasts for minutes. */
const mostFiles = 20_000;

/**
 * One pass of the watcher at one instant: gives a sign of life, takes in the spool, finds lost runs,
 * judges each monitor that is due or heard, and keeps what it came to. Twice changes nothing, and
 * several watchers at once agree.
 */
export async function tick(
  watch: WatchStore,
  scene: TickScene,
  now: EpochMilliseconds,
): Promise<Result<Ticked, StoreFailure>> {
  const { uid, actor, sight } = scene;
  const alive = await watch.beat(scene.span, now);
  if (!alive.ok) return alive;
  const { span, outages } = alive.value;
  const tidied = await watch.tidy(scene.places, { now, uid, limit: mostFiles, sight, actor });
  if (!tidied.ok) return tidied;
  const ticked = { span, outages, ...tidied.value };
  // What still waits in the spool may answer what looks missed.
  if (ticked.takenIn.more) return ok({ ...ticked, ...nothingJudged, wakeAt: now });
  const weighed = await weighAll(watch, scene, now);
  if (!weighed.ok) return weighed;
  const judged = await judgeAll(watch, scene, now);
  if (!judged.ok) return judged;
  const { more, ...rest } = judged.value;
  const next = await watch.nextDue();
  return next.ok ? ok({ ...ticked, ...rest, wakeAt: more ? now : next.value }) : next;
}

async function weighAll(
  watch: WatchStore,
  { rules }: TickScene,
  now: EpochMilliseconds,
): Promise<Result<void, StoreFailure>> {
  const refreshed = await refreshRules(watch, rules);
  return refreshed.ok ? await weighRuns(watch, rules.rules, now) : refreshed;
}

const nothingJudged = { judged: 0, incidents: [], failures: [], unreadableConfig: null };
