import type { Freshness } from "../../domain/freshness.ts";
import type { Probe } from "../../domain/probe.ts";
import type { Complain } from "../entry.ts";
import type { RawFreshness } from "../shape/probe.ts";
import { buildProbe } from "./probe.ts";

const minute = 60_000;

/** What luota looks at by itself; null where there is no telling what that is. */
export function buildFreshness(
  { lookEvery, ...raw }: RawFreshness,
  complain: Complain,
): Freshness | null {
  const inside: Complain = (path, at, problem) => {
    complain(["freshness", ...path], at, problem);
  };
  const probe = buildProbe(raw, inside, { ofRun: false });
  if (probe === null) return null;
  if (probe.kind === "file" && asksNothing(probe))
    inside([], "key", { kind: "needs-one-of", keys: ["maxAge", "minSize"] });
  const age = maxAgeOf(probe);
  const tenth = Math.max(1_000, Math.floor((age ?? Infinity) / 10));
  return { probe, lookEveryMs: lookEvery ?? Math.min(5 * minute, tenth) };
}

/** That a file is there says nothing of its freshness. */
function asksNothing({ expect }: Extract<Probe, { kind: "file" }>): boolean {
  const { maxAgeMs, newerThanRun, minSize, maxSize, count, sha256, content } = expect;
  const asked = [maxAgeMs, minSize, maxSize, count, sha256, content.matches, content.not];
  return !newerThanRun && asked.every((each) => each === null);
}

function maxAgeOf(probe: Probe): number | null {
  switch (probe.kind) {
    case "file":
      return probe.expect.maxAgeMs;
    case "command":
    case "sql":
      return probe.expect.value?.maxAgeMs ?? null;
    case "http":
      return null;
  }
}
