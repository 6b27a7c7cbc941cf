import { ok, type Result } from "../../base/result.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readMonitorNames } from "../../store/monitors-read.ts";
import { describeUnknown } from "../complain/unknown.ts";
import { quote } from "../complain/quote.ts";
import { findIncident, incidentNumber } from "./find-incident.ts";
import type { Scene } from "./scene.ts";

/** The number of the incident that a person means: `INC-17`, or a monitor's latest. Null after it was said. */
export async function findToExport(
  word: string,
  scene: Scene,
): Promise<Result<number | null, StoreFailure>> {
  const { watch, store, io } = scene;
  const latest = await watch.incidents({ monitor: word, drills: "with", limit: 1 });
  if (!latest.ok) return latest;
  const [last] = latest.value;
  if (last !== undefined) return ok(last.number);
  if (incidentNumber(word) !== null || /^\d{1,9}$/u.test(word)) {
    const found = await findIncident(word, scene);
    return found.ok ? ok(found.value?.number ?? null) : found;
  }
  const names = readMonitorNames(store);
  if (!names.ok) return names;
  io.terminal.err(
    names.value.includes(word)
      ? `luota: ${quote(word)} has had no incident; the proof of a period: luota export ${word} --since 90d`
      : `luota: ${describeUnknown(word, names.value)}`,
  );
  return ok(null);
}
