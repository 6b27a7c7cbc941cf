import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { applyReports } from "./apply.ts";
import type { StoreFailure } from "./failure.ts";
import { readSpoolFile, type FoundReport } from "./spool-file.ts";
import { inside, withFolders, type OpenFolders } from "./spool-folder.ts";
import { listWaiting, type WaitingFile } from "./spool-list.ts";
import {
  settleFile,
  type Answer,
  type OpenedFile,
  type SetAside,
  type Settled,
} from "./spool-settle.ts";
import type { SpoolPlace } from "./spool-places.ts";
import type { Store } from "./store.ts";

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
  /** The limit was reached, and more waits. */
  readonly more: boolean;
  /** One of the places could not be looked into: an end may wait there. */
  readonly hidden: boolean;
}

/** Brings what waits in the spool into the store, oldest first; each file goes once it is recorded. */
export function takeIn(
  store: Store,
  places: readonly SpoolPlace[],
  options: TakeOptions,
): Result<TakenIn, StoreFailure> {
  return withFolders(places, (opened) => takeFrom(store, opened, options));
}

function takeFrom(
  store: Store,
  { folders, hidden }: OpenFolders,
  options: TakeOptions,
): Result<TakenIn, StoreFailure> {
  const files = listWaiting(store.path, folders, options.now);
  const taker = { storePath: store.path, uid: options.uid, now: options.now };
  const total = { recorded: 0, known: 0, waiting: 0, setAside: [] as SetAside[] };
  let next = 0;
  while (next < files.length && settledCount(total) < options.limit) {
    const batch = openBatch(store, files.slice(next, next + mostAtOnce));
    next += batch.length;
    const applied = applyBatch(store, batch, options);
    if (!applied.ok) return applied;
    for (const [index, opened] of batch.entries()) {
      count(total, settleFile(opened, applied.value[index] ?? null, taker));
    }
  }
  return ok({ ...total, more: next < files.length, hidden });
}

/** One transaction takes at most so many files, and few more bytes than that into memory. */
const mostAtOnce = 64;
const mostBytesAtOnce = 8 * 1024 * 1024;

function openBatch(store: Store, files: readonly WaitingFile[]): OpenedFile[] {
  const batch: OpenedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (bytes > mostBytesAtOnce) break;
    const found = readSpoolFile(inside(file.folder, file.name), store.path);
    if (found.kind === "report") bytes += found.content.length;
    batch.push({ ...file, found });
  }
  return batch;
}

/** One answer for each file; null for those that hold no report. */
function applyBatch(
  store: Store,
  batch: readonly OpenedFile[],
  { now }: TakeOptions,
): Result<Answer[], StoreFailure> {
  const isReport = ({ found }: OpenedFile) => found.kind === "report";
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

function count(total: Total, settled: Settled): void {
  if (typeof settled !== "string") total.setAside = [...total.setAside, settled];
  else if (settled !== "left") total[settled] += 1;
}

type Counted = Omit<TakenIn, "more" | "hidden">;
type Total = { -readonly [Key in keyof Counted]: Counted[Key] };

/** What stays where it is does not count, so that it never keeps others from their turn. */
function settledCount({ recorded, known, setAside: aside }: Total): number {
  return recorded + known + aside.length;
}
