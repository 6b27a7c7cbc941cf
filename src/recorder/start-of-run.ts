import type { RunStart } from "../domain/run.ts";
import { findProgram } from "../process/find-program.ts";
import type { Secrets } from "../text/secrets.ts";
import { describeStart } from "./describe-start.ts";
import { recorderIdentity } from "./host-facts.ts";
import type { BegunRun, RunPlan } from "./recorded-run.ts";

/** The start of a wrapped run, with script and disk as the job met them. */
export function startOfRun(plan: RunPlan, begun: BegunRun, secrets: Secrets): RunStart {
  const words =
    plan.command.kind === "argv" ? plan.command.words : ["/bin/sh", "-c", plan.command.line];
  const program = findProgram(words[0] ?? "", plan.environment, plan.cwd);
  return describeStart(
    {
      ...plan,
      ...begun,
      uid: plan.dispatch?.jobUid ?? plan.uid,
      slot: plan.dispatch?.slot ?? null,
      origin: "wrapped",
      words,
      program: program.ok ? program.value : null,
      recorder: recorderIdentity(),
    },
    secrets,
  );
}
