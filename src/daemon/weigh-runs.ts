import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { EvidenceBody } from "../domain/evidence.ts";
import { borrowProof } from "../domain/evidence-borrow.ts";
import type { EvidenceStep } from "../domain/evidence-step.ts";
import type { Run } from "../domain/run.ts";
import type { FoundEvidence } from "../store/evidence-write.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { WatchStore } from "../store/watch.ts";
import type { Rules } from "./rules.ts";
import { weighBytes, weighOutput } from "./weigh-output.ts";

/**
 * Finds in what was recorded what luota itself is to find there: what a run wrote, and the healthy
 * runs of other monitors that stand for a step of it.
 */
export async function weighRuns(
  watch: WatchStore,
  rules: Rules,
  now: EpochMilliseconds,
): Promise<Result<void, StoreFailure>> {
  const runs = await watch.runsToWeigh(now);
  if (!runs.ok) return runs;
  const found: FoundEvidence[] = [];
  for (const run of runs.value) {
    const { evidence } = rules.monitorNamed(run.start.monitor);
    for (const step of evidence) {
      if (run.proof?.missing.includes(step.name) !== true) continue;
      const body = await weighStep(watch, run, step);
      if (!body.ok) return body;
      if (body.value !== null && isNews(run, step, body.value, now))
        found.push({ run: run.start.id, at: now, body: body.value });
    }
  }
  return await watch.keepFound(found, now);
}

async function weighStep(
  watch: WatchStore,
  run: Run,
  { name: step, proof }: EvidenceStep,
): Promise<Result<EvidenceBody | null, StoreFailure>> {
  switch (proof.kind) {
    case "claim":
    case "probe":
      return ok(null);
    case "output":
      return ok(weighOutput(step, proof.expect, run.end?.output ?? null));
    case "stdout-bytes":
      return ok(weighBytes(step, proof.range, run.end?.output ?? null));
    case "elsewhere": {
      const read = await watch.healthyRuns(proof.monitor, {
        monitor: run.start.monitor,
        key: proof.same,
      });
      if (!read.ok) return read;
      const { start, end, evidence = [] } = run;
      const endedAt = end?.endedAt ?? start.startedAt;
      const values = Object.assign({}, ...evidence.map((each) => each.values)) as object;
      return ok(
        borrowProof({
          ...{ step, proof, startedAt: start.startedAt, endedAt, values: { ...values } },
          candidates: read.value.runs,
          isOurs: (value) => read.value.ours.includes(value),
        }),
      );
    }
    default:
      return unreachable(proof);
  }
}

/** That there is no proof yet is no answer while there is time; and the same is not said twice. */
function isNews(
  run: Run,
  { name, withinMs }: EvidenceStep,
  body: EvidenceBody,
  now: EpochMilliseconds,
): boolean {
  const endedAt = run.end?.endedAt ?? now;
  if (body.state !== "good" && withinMs !== null && now < endedAt + withinMs) return false;
  const last = run.evidence?.findLast((each) => each.step === name && each.source === body.source);
  return last?.state !== body.state || last.note !== body.note;
}
