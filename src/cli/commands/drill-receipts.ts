import { setTimeout as pause } from "node:timers/promises";
import type { Milliseconds } from "../../base/duration.ts";
import { ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { firstReceipts, type DrillReceipt } from "../../domain/drill-score.ts";
import type { StoredAttempt } from "../../store/delivering.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { DrillRecord } from "../../store/pages.ts";
import { attemptLine } from "../view/drill-attempt.ts";
import type { Scene } from "./scene.ts";

/** Whoever delivers here begins within this time, else nobody does. */
const toBegin: Milliseconds = 5_000;

/** An attempt has ended by then, one way or another. */
const toEnd: Milliseconds = 35_000;

const lookEvery: Milliseconds = 200;

/** More attempts than a drill can come to while somebody waits for it. */
const mostAttempts = 200;

/**
 * Waits until each notice of the opening has been tried, for to end the drill takes back what waits;
 * tells of each attempt that ended.
 */
export async function awaitReceipts(
  { drill, incident }: DrillRecord,
  scene: Pick<Scene, "watch" | "io">,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Result<void, StoreFailure>> {
  if (incident === null) return ok(undefined);
  const { watch, io } = scene;
  const since = io.now();
  const told = new Set<number>();
  for (;;) {
    const found = await watch.drills({ id: drill.id, limit: 1 });
    if (!found.ok) return found;
    const attempts = await readAttempts(incident.number, scene);
    if (!attempts.ok) return attempts;
    for (const each of attempts.value) {
      if (each.endedAt === null || told.has(each.id)) continue;
      told.add(each.id);
      say(attemptLine(each, each.endedAt));
    }
    const now = io.now();
    const isBegun = attempts.value.some(({ endedAt }) => endedAt === null);
    const isTried = allTried(found.value[0], attempts.value, now);
    const isLate = now - since >= (isBegun ? toEnd : toBegin);
    if (isTried || isLate || signal.aborted) return ok(undefined);
    await pause(lookEvery, undefined, { signal }).catch(() => undefined);
  }
}

function allTried(
  record: DrillRecord | undefined,
  attempts: readonly StoredAttempt[],
  now: EpochMilliseconds,
): boolean {
  const ended = new Set(
    attempts.flatMap(({ endedAt, notices }) => (endedAt === null ? [] : notices)),
  );
  const due = record?.notices.filter(({ state, dueAt }) => state === "waiting" && dueAt <= now);
  return (due ?? []).every(({ number }) => ended.has(number));
}

/** The first receipt of each route that was to hear of the drill. */
export async function readReceipts(
  { incident, notices }: DrillRecord,
  scene: Pick<Scene, "watch">,
): Promise<Result<readonly DrillReceipt[], StoreFailure>> {
  if (incident === null) return ok([]);
  const attempts = await readAttempts(incident.number, scene);
  if (!attempts.ok) return attempts;
  return ok(
    firstReceipts(
      notices.map(({ route }) => route),
      attempts.value,
    ),
  );
}

/** Oldest first. */
async function readAttempts(
  incident: number,
  { watch }: Pick<Scene, "watch">,
): Promise<Result<readonly StoredAttempt[], StoreFailure>> {
  const read = await watch.attempts({ incident, limit: mostAttempts });
  return read.ok ? ok(read.value.toReversed()) : read;
}
