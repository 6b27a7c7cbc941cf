import { ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { outcomeOf } from "../../domain/outcome.ts";
import type { MonitorSummary } from "../../domain/summary.ts";
import { outcomeWord } from "../../domain/words/outcome.ts";
import { shortId } from "../../domain/words/short-id.ts";
import { ageOf } from "../../domain/words/when.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readMonitorNames, readMonitorSummaries } from "../../store/monitors-read.ts";
import { describeUnknown } from "../complain/unknown.ts";
import { findIncident, incidentNumber } from "./find-incident.ts";
import type { Scene } from "./scene.ts";

/** What there is to explain about a word; `none`: it names nothing, which was said. */
export type ToExplain =
  | { readonly kind: "incident"; readonly number: number }
  | { readonly kind: "unbroken"; readonly text: string }
  | { readonly kind: "none" };

/** The incident that a person means: `INC-17`, or a monitor's open one, else its latest. */
export async function findToExplain(
  word: string,
  scene: Scene,
): Promise<Result<ToExplain, StoreFailure>> {
  const { watch, store, io } = scene;
  const summaries = readMonitorSummaries(store, { history: 1, monitor: word });
  if (!summaries.ok) return summaries;
  const [summary] = summaries.value;
  if (summary === undefined) {
    if (incidentNumber(word) !== null || /^\d{1,9}$/u.test(word)) {
      const found = await findIncident(word, scene);
      if (!found.ok) return found;
      return ok(found.value === null ? { kind: "none" } : incidentOf(found.value));
    }
    const names = readMonitorNames(store);
    if (!names.ok) return names;
    io.terminal.err(`luota: ${describeUnknown(word, names.value)}`);
    return ok({ kind: "none" });
  }
  const open = await watch.incidents({ monitor: word, state: "open", drills: "with", limit: 10 });
  if (!open.ok) return open;
  const real = open.value.find(({ incident }) => incident.drill === null) ?? open.value[0];
  if (real !== undefined) return ok(incidentOf(real));
  const latest = await watch.incidents({ monitor: word, drills: "without", limit: 1 });
  if (!latest.ok) return latest;
  const [last] = latest.value;
  if (last !== undefined) return ok(incidentOf(last));
  return ok({ kind: "unbroken", text: unbroken(summary, io.now()) });
}

function incidentOf({ number }: { readonly number: number }): ToExplain {
  return { kind: "incident", number };
}

function unbroken({ name, lastRun }: MonitorSummary, now: EpochMilliseconds): string {
  const head = `${name} has had no incident`;
  if (lastRun === null) return `${head}; no run of it is recorded`;
  const { id, startedAt } = lastRun.start;
  return `${head}; its last run (${shortId(id)}, ${ageOf(startedAt, now)}): ${outcomeWord(outcomeOf(lastRun))}\nwhat is different in that run: luota show ${shortId(id)}`;
}
