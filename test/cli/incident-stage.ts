import { Stage } from "../rig/stage.ts";
import { sampleEnd, sampleStart } from "../store/sample.ts";
import type { Ending, RunStart } from "../../src/domain/run.ts";

/** An instant of the day on which all of this happens. */
export function at(time: string): number {
  return Date.parse(`2026-11-20T${time}Z`);
}

const config = `
owners:
  revenue: { name: Revenue operations, routes: [ops-slack, router] }
routes:
  ops-slack: { slack: { webhook: env:HOOK } }
  router: { webhook: { url: https://router.acme.example/hook } }
monitors:
  billing-sync:
    promise: Stripe invoices are reflected in customer access
    owner: revenue
    severity: 2
    runbook: https://wiki.acme.example/stripe-billing-recovery
    cron: "*/15 * * * *"
    timezone: UTC
    grace: 3m
    drillEvery: 30d
  reports: {}
`;

/** The same with less grace for one of them. */
export const changedConfig = config.replace("grace: 3m", "grace: 2m");

/** A stage on which these promises were given shortly before 14:00. */
export async function openStage(): Promise<Stage> {
  const stage = new Stage(at("13:59:00"));
  await stage.apply(config);
  return stage;
}

/** A run that began now and took a second. */
export function runNow(
  stage: Stage,
  id: string,
  exitCode = 0,
  start: Partial<RunStart> = {},
): void {
  const ending: Ending = { kind: "exited", exitCode };
  const end = sampleEnd(id, { endedAt: stage.now + 1_000, durationMs: 1_000, ending });
  const begun = sampleStart(id, { startedAt: stage.now, recorder: null, ...start });
  stage.report({ kind: "run-ended", start: begun, end });
}

/** A good run at 14:00:02; the one of 14:15 never comes, which is noticed at 14:18:02. */
export async function missOne(stage: Stage): Promise<void> {
  await stage.passUntil(at("14:00:02"));
  runNow(stage, "7k2m0000aaaabbbb");
  await stage.passUntil(at("14:18:02"));
}
