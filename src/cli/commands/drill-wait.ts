import { setTimeout as pause } from "node:timers/promises";
import type { Milliseconds } from "../../base/duration.ts";
import { ok, type Result } from "../../base/result.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { DrillRecord } from "../../store/pages.ts";
import type { Scene } from "./scene.ts";

/** How often the store is asked what became of the drill. */
const lookEveryMs = 200;

/** The drill as soon as it is so; null where the time is over or somebody interrupts. */
export async function waitFor(
  id: string,
  { watch, io }: Pick<Scene, "watch" | "io">,
  forMs: Milliseconds,
  signal: AbortSignal,
  isSo: (record: DrillRecord) => boolean,
): Promise<Result<DrillRecord | null, StoreFailure>> {
  const deadline = io.now() + forMs;
  for (;;) {
    const found = await watch.drills({ id, limit: 1 });
    if (!found.ok) return found;
    const [record] = found.value;
    if (record !== undefined && isSo(record)) return ok(record);
    if (signal.aborted || io.now() >= deadline) return ok(null);
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
