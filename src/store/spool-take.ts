import { unlinkSync } from "node:fs";
import { join } from "node:path";
import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Applied, Refusal } from "./applied.ts";
import { applyReports } from "./apply.ts";
import type { StoreFailure } from "./failure.ts";
import { setAside } from "./spool-aside.ts";
import { readSpoolFile, type FoundReport } from "./spool-file.ts";
import { listWaiting, type WaitingFile } from "./spool-list.ts";
import { timeOfName } from "./spool-name.ts";
import type { SpoolPlace } from "./spool-places.ts";
import type { Store } from "./store.ts";
import { systemCode } from "./system-code.ts";

export interface TakeOptions {
  readonly now: EpochMilliseconds;
  /** The uid of this process. */
  readonly uid: number;
  /** About so many files, give or take one transaction; the rest waits for the next time. */
  readonly limit: number;
}

export interface TakenIn {
  readonly recorded: number;
  /** Already in the store: somebody was quicker, or died before taking the file away. */
  readonly known: number;
  /** Ends whose start has not come yet. */
  readonly waiting: number;
  readonly setAside: readonly SetAside[];
}

interface SetAside {
  /** Where it was. */
  readonly path: string;
  readonly reason: string;
}

/** Brings what waits in the spool into the store, oldest first; each file goes once it is recorded. */
export function takeIn(
  store: Store,
  places: readonly SpoolPlace[],
  options: TakeOptions,
): Result<TakenIn, StoreFailure> {
  const files = listWaiting(store.path, places, options.now);
  const total = { recorded: 0, known: 0, waiting: 0, setAside: [] as SetAside[] };
  for (let next = 0; next < files.length && settledCount(total) < options.limit;) {
    const batch = openBatch(store, files.slice(next, next + mostAtOnce));
    next += batch.length;
    const applied = applyBatch(store, batch, options);
    if (!applied.ok) return applied;
    for (const [index, opened] of batch.entries()) {
      count(total, settle(opened, applied.value[index] ?? null, options));
    }
  }
  return ok(total);
}

/** One transaction takes at most so many files, and few more bytes than that into memory. */
const mostAtOnce = 64;
const mostBytesAtOnce = 8 * 1024 * 1024;

interface Opened extends WaitingFile {
  readonly found: ReturnType<typeof readSpoolFile>;
}

function openBatch(store: Store, files: readonly WaitingFile[]): Opened[] {
  const batch: Opened[] = [];
  let bytes = 0;
  for (const file of files) {
    if (bytes > mostBytesAtOnce) break;
    const found = readSpoolFile(join(file.folder, file.name), store.path);
    if (found.kind === "report") bytes += found.bytes;
    batch.push({ ...file, found });
  }
  return batch;
}

type Answer = Result<Applied, Refusal> | null;

/** One answer for each file; null for those that hold no report. */
function applyBatch(
  store: Store,
  batch: readonly Opened[],
  { now }: TakeOptions,
): Result<Answer[], StoreFailure> {
  const isReport = ({ found }: Opened) => found.kind === "report";
  const reports = batch.filter(isReport).map(({ found }) => {
    const { report, reporterUid } = found as FoundReport;
    return { report, options: { now, reporterUid, through: "spool" as const } };
  });
  if (reports.length === 0) return ok(batch.map(() => null));
  const applied = applyReports(store, reports);
  if (!applied.ok) return applied;
  const answers = applied.value.values();
  return ok(batch.map((each) => (isReport(each) ? (answers.next().value ?? null) : null)));
}

type Settled = "recorded" | "known" | "waiting" | "left" | SetAside;

function settle(opened: Opened, answer: Answer, options: TakeOptions): Settled {
  const { folder, name, found } = opened;
  const path = join(folder, name);
  if (answer?.ok === true) {
    remove(path);
    return answer.value;
  }
  if (found.kind === "left") return "left";
  const isEarly = answer?.ok === false && answer.failure.reason === "unknown-run";
  if (isEarly && options.now - timeOfName(name) < waitsForStartMs) return "waiting";
  const reason = found.kind === "broken" ? found.reason : `refused: ${reasonOf(answer)}`;
  return setAside(folder, name, reason, options.uid) ? { path, reason } : "left";
}

/** An end whose start has not come after this long is set aside. */
const waitsForStartMs: Milliseconds = 7 * 24 * 3_600_000;

function reasonOf(answer: Answer): string {
  return answer?.ok === false ? answer.failure.reason : "";
}

function count(total: { -readonly [Key in keyof TakenIn]: TakenIn[Key] }, settled: Settled): void {
  if (typeof settled !== "string") total.setAside = [...total.setAside, settled];
  else if (settled !== "left") total[settled] += 1;
}

/** What stays where it is does not count, so that it never keeps others from their turn. */
function settledCount({ recorded, known, setAside: aside }: TakenIn): number {
  return recorded + known + aside.length;
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    // Somebody else was quicker; or it stays, and the next time finds it known.
    systemCode(error);
  }
}
