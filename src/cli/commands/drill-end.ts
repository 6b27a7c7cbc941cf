import { fail, ok, type Result } from "../../base/result.ts";
import { endDrill, type Drill } from "../../domain/drill.ts";
import type { Incident } from "../../domain/incident.ts";
import { reconcile } from "../../domain/reconcile.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { Overtaken } from "../../store/watch.ts";
import { promiseOf } from "./promise.ts";
import type { Scene } from "./scene.ts";
import { commitChanges } from "./story.ts";

/** The drill that ends with its incident; undefined for an incident that is no drill's. */
export async function drillOfIncident(
  incident: Incident,
  { watch, io }: Scene,
): Promise<Result<Drill | undefined, StoreFailure>> {
  if (incident.drill === null) return ok(undefined);
  const found = await watch.drills({ id: incident.drill, limit: 1 });
  if (!found.ok) return found;
  const [record] = found.value;
  return ok(
    record === undefined || record.drill.state === "over"
      ? undefined
      : endDrill(record.drill, io.now()).drill,
  );
}

/** Ends a drill on purpose: what it broke heals, or nothing was seen of it yet. */
export async function endDrillNow(
  id: string,
  scene: Scene,
): Promise<Result<unknown, StoreFailure | Overtaken>> {
  const { watch, actor, config, io } = scene;
  const now = io.now();
  const found = await watch.drills({ id, limit: 1 });
  if (!found.ok) return found;
  const [record] = found.value;
  if (record === undefined || record.drill.state === "over") return ok(null);
  const ended = endDrill(record.drill, now);
  if (record.incident === null) return await watch.endDrill(ended.drill, { by: actor, now });
  const whole = await watch.incident(record.incident.number);
  if (!whole.ok) return whole;
  if (whole.value === null) return fail({ kind: "overtaken" });
  const { rules } = promiseOf(config, record.drill.monitor);
  // A drill is over when it is over, also where a person resolves the real ones.
  const monitor = { ...rules, resolve: "auto" as const };
  const changes = reconcile({ monitor, drill: id }, whole.value.incident, ended.turns, now);
  if (changes.length === 0) return ok(null);
  return await commitChanges(whole.value, changes, scene, now, ended.drill);
}
