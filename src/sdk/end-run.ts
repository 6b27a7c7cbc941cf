import type { RunClose } from "../domain/report.ts";
import { readRun } from "../store/run-find.ts";
import { redact } from "../text/redact.ts";
import { runIdOf, textOf } from "./arguments.ts";
import type { Desk } from "./desk.ts";
import { errorText } from "./error-text.ts";
import { LuotaError } from "./luota-error.ts";
import type { FailureOptions } from "./options.ts";
import type { OwnRuns } from "./own-runs.ts";

export async function endRun(
  desk: Desk,
  own: OwnRuns,
  run: string,
  success: boolean,
  options: FailureOptions,
): Promise<void> {
  await desk.guard(undefined, async () => {
    const id = runIdOf(run);
    if (own.isForgone(id)) return;
    const secrets = desk.secrets();
    const { summary, error } = options;
    const close: RunClose = {
      id,
      endedAt: desk.now(),
      ending: { kind: "reported", success },
      summary: textOf(summary, secrets),
      error: error === undefined ? null : redact(errorText(error), secrets),
    };
    const mine = own.find(id);
    own.remove(id);
    if (mine === null) {
      await closeRun(desk, close);
      return;
    }
    const durationMs = Math.round(performance.now() - mine.since);
    const end = { ...close, durationMs, cpuMs: null, peakMemory: null, output: null };
    desk.tell(await desk.keeper().keep({ kind: "run-ended", start: mine.start, end }));
  });
}

/** The end of a run that this process did not start, or has ended before. */
async function closeRun(desk: Desk, close: RunClose): Promise<void> {
  const report = { kind: "run-closed", close } as const;
  const kept = await desk.keeper().keep(report);
  if (kept.kind !== "refused") {
    desk.tell(kept);
    return;
  }
  const { reason } = kept.refusal;
  if (reason === "already-ended" && hasEndedSo(desk, close)) return;
  if (reason !== "unknown-run") {
    desk.tell(kept);
    return;
  }
  // Its start may wait in the spool of the process that told it.
  const file = desk.keeper().leave(report);
  const words = `run ${close.id} is not known yet; its end waits for its start`;
  desk.tell(new LuotaError("unknown-run", words, { file }));
}

/** An event that was sent again may be told well twice. */
function hasEndedSo(desk: Desk, { id, ending }: RunClose): boolean {
  const run = desk.keeper().read((store) => readRun(store, id));
  const before = run?.end?.ending;
  if (before?.kind !== "reported" || ending.kind !== "reported") return false;
  return before.success === ending.success;
}
