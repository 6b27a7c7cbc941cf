import { fail, ok, type Result } from "../base/result.ts";
import {
  armDrill,
  endDrill,
  type Drill,
  type DrillFailure,
  type DrillRequest,
} from "../domain/drill.ts";
import type { Change, Incident } from "../domain/incident.ts";
import { reconcile } from "../domain/reconcile.ts";
import { silencedUntil } from "../domain/silenced-until.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { DrillRecord } from "../store/pages.ts";
import type { Deed } from "../store/deed.ts";
import type { NoMonitor, Overtaken, WatchStore } from "../store/watch.ts";
import { act, type ActFailure } from "./act.ts";
import { allSilences, type Rules } from "./rules.ts";

/** Arms a drill, unless something stands against it. Whoever watches sees it break. */
export async function beginDrill(
  watch: WatchStore,
  rules: Rules,
  request: DrillRequest,
  deed: Deed,
): Promise<Result<Drill, StoreFailure | NoMonitor | DrillFailure | Overtaken>> {
  const { monitor } = request;
  const { now } = deed;
  const overview = await watch.overview({ monitor, now });
  if (!overview.ok) return overview;
  const [row] = overview.value;
  if (row === undefined) return fail({ kind: "no-such-monitor", monitor });
  const drills = await watch.drills({ monitor, limit: 1 });
  if (!drills.ok) return drills;
  const stored = await watch.silences(now);
  if (!stored.ok) return stored;
  const [latest] = drills.value;
  const scene = {
    hasOpenIncident: row.openIncident !== null,
    goingOn: latest === undefined || latest.drill.state === "over" ? null : latest.drill.id,
    pausedUntil: row.pauses.find((pause) => pause.from <= now)?.until ?? null,
    silencedUntil: silencedUntil(allSilences(rules, stored.value), monitor, now),
  };
  const armed = armDrill(request, scene, now);
  return armed.ok ? await watch.armDrill(armed.value, deed) : armed;
}

/** Why a drill does not end. */
export type FinishFailure =
  | ActFailure
  | { readonly kind: "no-such-drill"; readonly id: string }
  | { readonly kind: "over-already"; readonly id: string };

/** Ends a drill; its incident, if it came to one, resolves as after a good run. */
export async function finishDrill(
  watch: WatchStore,
  rules: Rules,
  id: string,
  deed: Deed,
): Promise<Result<DrillRecord, FinishFailure>> {
  // A watcher may see it break right now; then it ends as a broken one.
  for (let tries = 0; tries < 10; tries += 1) {
    const found = await readDrill(watch, id);
    if (!found.ok) return found;
    const { drill, incident } = found.value;
    if (drill.state === "over") return fail({ kind: "over-already", id });
    if (incident === null || incident.incident.state === "resolved") {
      const ended = await watch.endDrill(drill, deed);
      if (ended.ok) return await readDrill(watch, id);
      if (ended.failure.kind !== "overtaken") return fail(ended.failure);
      continue;
    }
    const over = endDrill(drill, deed.now);
    const monitor = rules.monitorNamed(drill.monitor);
    const heal = (latest: Incident): Result<readonly Change[], never> =>
      ok(reconcile({ monitor, drill: id }, latest, over.turns, deed.now));
    const acted = await act(watch, rules, incident.number, deed, heal, over.drill);
    return acted.ok ? await readDrill(watch, id) : acted;
  }
  return fail({ kind: "always-overtaken" });
}

async function readDrill(
  watch: WatchStore,
  id: string,
): Promise<Result<DrillRecord, FinishFailure>> {
  const found = await watch.drills({ id, limit: 1 });
  if (!found.ok) return found;
  const [record] = found.value;
  return record === undefined ? fail({ kind: "no-such-drill", id }) : ok(record);
}
