import type { Json, JsonObject } from "../base/json.ts";
import { toIso } from "../base/time.ts";
import type { ProofRepository, ProofRestore } from "./proof-document.ts";
import type { MonitorFacts } from "./proof-facts.ts";

type Heard = MonitorFacts["evidence"][number];

/**
 * Evidence of steps that are called after restoring (`restore`, `restored-files`). A snapshot alone
 * proves that a backup was made, not that it can be read back.
 */
export function proofRestores(evidence: readonly Heard[]): readonly ProofRestore[] {
  return evidence
    .filter(({ step, state }) => /restor/iu.test(step) && state !== "unknown")
    .map(({ at, run, step, source, state, values }) => ({
      at: toIso(at),
      ...{ run, step, source, state },
      repository: text(values, "repository", "repo"),
      snapshot: text(values, "snapshot", "archive"),
      dataAt: instant(values, "dataAt", "date", "snapshotAt", "time"),
      durationMs: duration(values),
      bytes: number(values, "bytes", "size"),
    }));
}

/** By name; only what really was read back counts. */
export function proofRepositories(restores: readonly ProofRestore[]): readonly ProofRepository[] {
  const good = restores.filter(({ state }) => state === "good");
  return [...Map.groupBy(good, ({ repository }) => repository)]
    .map(([repository, all]): ProofRepository => {
      const last = all.reduce((best, each) => (each.at > best.at ? each : best));
      const newest = all.filter(({ dataAt }) => dataAt !== null);
      const latest = newest.toSorted((one, other) =>
        (one.dataAt ?? "") < (other.dataAt ?? "") ? 1 : -1,
      )[0];
      const age =
        latest === undefined
          ? null
          : Date.parse(latest.at) - Date.parse(latest.dataAt ?? latest.at);
      return {
        repository,
        restores: all.length,
        lastAt: last.at,
        lastSnapshot: last.snapshot,
        newestDataAgeMs: age,
      };
    })
    .toSorted((one, other) => ((one.repository ?? "") < (other.repository ?? "") ? -1 : 1));
}

function pick(values: JsonObject, names: readonly string[]): Json {
  return names.map((name) => values[name]).find((value) => value !== undefined) ?? null;
}

function text(values: JsonObject, ...names: readonly string[]): string | null {
  const value = pick(values, names);
  return typeof value === "string" && value !== "" ? value : null;
}

function number(values: JsonObject, ...names: readonly string[]): number | null {
  const value = pick(values, names);
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : null;
}

/** `durationMs`, or `seconds` as backup programs tell it. */
function duration(values: JsonObject): number | null {
  const seconds = number(values, "seconds");
  return number(values, "durationMs") ?? (seconds === null ? null : Math.round(seconds * 1_000));
}

function instant(values: JsonObject, ...names: readonly string[]): string | null {
  const value = pick(values, names);
  const at =
    typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : NaN;
  return Math.abs(at) <= 8.64e15 ? toIso(at) : null;
}
