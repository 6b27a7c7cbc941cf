import { ok, type Result } from "../../base/result.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { readLatestReadings } from "../../store/readings-read.ts";
import { lookOf } from "../view/look.ts";
import { renderQueue } from "../view/queue.ts";
import type { ShownIncident } from "../view/shown-incident.ts";
import { shownIncident } from "./promise.ts";
import type { Scene } from "./scene.ts";

/** More than these in full would push everything else off the screen. */
const mostInFull = 5;

/** The open incidents as text: the gravest first, then the newest; empty where there are none. */
export async function reviewQueue(
  open: readonly NumberedIncident[],
  { store, watch, rules, io }: Pick<Scene, "store" | "watch" | "rules" | "io">,
): Promise<Result<string, StoreFailure>> {
  const inOrder = open.toSorted(
    (one, other) =>
      one.incident.severity - other.incident.severity ||
      other.incident.noticedAt - one.incident.noticedAt,
  );
  const shown: ShownIncident[] = [];
  for (const each of inOrder.slice(0, mostInFull)) {
    const notices = await watch.notices({ incident: each.number, limit: 100 });
    if (!notices.ok) return notices;
    const isOfReading = each.incident.causes.some(({ kind }) => kind === "stale");
    const read = isOfReading ? readLatestReadings(store, each.incident.monitor) : ok(null);
    if (!read.ok) return read;
    shown.push({
      ...shownIncident({ ...each, notices: notices.value }, rules),
      readings: read.value,
    });
  }
  return ok(renderQueue(shown, open.length, lookOf(io.terminal), io.now()));
}
