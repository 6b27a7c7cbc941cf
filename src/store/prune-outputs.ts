import type { EpochMilliseconds } from "../base/time.ts";
import { readAuditEvent, type Actor } from "../domain/audit.ts";
import { cutOutput } from "../domain/retention-output.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { appendAudit } from "./audit-append.ts";
import { storedLink, type LinkRow } from "./audit-read.ts";
import { cutDigest } from "./output-cut.ts";
import { keepOf, type KeepBook } from "./prune-keep.ts";
import { readStream } from "./run-read.ts";
import { prepare, type Store } from "./store.ts";

export interface OutputsQuestion {
  /** The last event that was looked at. */
  readonly after: number;
  readonly limit: number;
  /** Ends that were recorded before. */
  readonly before: EpochMilliseconds;
  /** Bytes of text that stay. */
  readonly most: number;
  /** Also of the latest runs of a monitor; else of all but so many. */
  readonly sparing: { readonly keepRuns: number; readonly book: KeepBook } | null;
}

export interface CutOutput {
  readonly run: number;
  readonly id: string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface OutputsPlan {
  readonly cuts: readonly CutOutput[];
  readonly upTo: number;
  readonly done: boolean;
}

/** Looks at the ends of some runs, in the order of the chain: what is longer than it has to stay. */
export function planOutputs(store: Store, question: OutputsQuestion): OutputsPlan {
  const { after, limit, before } = question;
  const rows = prepare(store, selectLinks).all(after, limit) as LinkRow[];
  const cuts: CutOutput[] = [];
  let upTo = after;
  for (const row of rows) {
    const { seq, bytes } = storedLink(row);
    const event = readAuditEvent(bytes);
    // The rest is younger; it is looked at when its time has come.
    if (event !== null && event.at >= before) return { cuts, upTo, done: true };
    upTo = seq;
    if (event?.kind !== "run-ended" || event.subject === null) continue;
    const cut = planCut(store, event.subject, question);
    if (cut !== null) cuts.push(cut);
  }
  return { cuts, upTo, done: rows.length < limit };
}

const selectLinks = "SELECT seq, bytes, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?";

function planCut(store: Store, id: string, { most, sparing }: OutputsQuestion): CutOutput | null {
  const row = prepare(store, selectOutput).get(id) as OutputRow | undefined;
  if (row === undefined) return null;
  const [run, monitor, startedAt, wasOut, wasErr] = row;
  // Text is never longer than the JSON that holds it.
  if (wasOut.length + wasErr.length <= most) return null;
  if (sparing !== null) {
    const question = { keepRuns: sparing.keepRuns, judged: false };
    const { latestFrom } = keepOf(store, sparing.book, monitor, question);
    if (latestFrom === null || startedAt >= latestFrom) return null;
  }
  const cut = cutOutput({ stdout: readStream(wasOut), stderr: readStream(wasErr) }, most);
  if (cut === null) return null;
  const [stdout, stderr] = [canonicalJson({ ...cut.stdout }), canonicalJson({ ...cut.stderr })];
  return { run, id, stdout, stderr };
}

type OutputRow = [number, number, EpochMilliseconds, string, string];

/** What an incident tells of stays whole. */
const selectOutput = `SELECT runs.number, monitor, started_at, stdout, stderr FROM runs
  JOIN run_outputs ON run_outputs.run = runs.number WHERE id = ? AND outcome = 'succeeded'
  AND NOT EXISTS (SELECT 1 FROM incident_runs WHERE incident_runs.run = runs.id)`;

/** Cuts them, and says in the chain what is left. */
export function cutOutputs(
  store: Store,
  cuts: readonly CutOutput[],
  { now, by, most }: { readonly now: EpochMilliseconds; readonly by: Actor; readonly most: number },
): void {
  if (cuts.length === 0) return;
  const told = cuts.map(({ id, stdout, stderr }) => [id, cutDigest(stdout, stderr)] as const);
  const data = { most, outputs: Object.fromEntries(told) };
  appendAudit(store, { at: now, kind: "outputs-cut", actor: by, subject: null, data });
  const name = prepare(store, "INSERT INTO pruning (what, first, last) VALUES ('run', ?, ?)");
  const update = prepare(store, cut);
  for (const { run, stdout, stderr } of cuts) {
    name.run(run, run);
    update.run(stdout, stderr, run);
  }
  prepare(store, "DELETE FROM pruning").run();
}

const cut = `UPDATE run_outputs SET stdout = ?, stderr = ?,
  cut_seq = (SELECT max(seq) FROM audit) WHERE run = ?`;
