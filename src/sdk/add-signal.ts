import { runIdOf } from "./arguments.ts";
import type { Desk } from "./desk.ts";
import type { EvidenceOptions } from "./options.ts";
import type { OwnRuns } from "./own-runs.ts";
import { evidenceBody, logBody, signalOf } from "./signals.ts";

export async function addEvidence(
  desk: Desk,
  own: OwnRuns,
  run: string,
  claim: { readonly step: string; readonly data: unknown; readonly options: EvidenceOptions },
): Promise<void> {
  await desk.guard(undefined, async () => {
    const id = runIdOf(run);
    if (own.isForgone(id)) return;
    const body = await evidenceBody(desk, claim.step, claim.data, claim.options);
    const monitor = own.find(id)?.start.monitor ?? null;
    const signal = signalOf(desk, { monitor, run: id }, body);
    desk.tell(await desk.keeper().keep({ kind: "signal", signal }));
  });
}

export async function addLog(desk: Desk, own: OwnRuns, run: string, text: string): Promise<void> {
  await desk.guard(undefined, async () => {
    const id = runIdOf(run);
    if (own.isForgone(id)) return;
    const monitor = own.find(id)?.start.monitor ?? null;
    const signal = signalOf(desk, { monitor, run: id }, logBody(desk, text));
    desk.tell(await desk.keeper().keep({ kind: "signal", signal }));
  });
}
