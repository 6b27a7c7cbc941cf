import type { EpochMilliseconds } from "../base/time.ts";
import type { Incident } from "../domain/incident.ts";

/** The first slot that nothing met; null where the promise broke in another way. */
export function missedSlot({ causes }: Incident): EpochMilliseconds | null {
  return causes.find(({ kind }) => kind === "missed")?.detail.slot ?? null;
}
