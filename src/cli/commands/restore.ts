import { resolve } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { userName } from "../../recorder/user-name.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { openStore } from "../../store/open.ts";
import { moveAside } from "../../store/restore-aside.ts";
import { readyCopy, type ReadyCopy, type UnreadyCopy } from "../../store/restore-copy.ts";
import { restoreInto, type Restored, type RestoreFailure } from "../../store/restore.ts";
import { readSight } from "../../store/sight.ts";
import { closeStore, type Store } from "../../store/store.ts";
import type { Deed } from "../../store/deed.ts";
import { momentOf } from "../../domain/words/when.ts";
import { describeRestoreFailure } from "../complain/backup.ts";
import { quotePath } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import { toIso } from "../../base/time.ts";
import { jsonText } from "../view/json.ts";
import { placeOf } from "./with-store.ts";

export interface RestoreOptions {
  readonly store?: string;
  readonly json?: boolean;
  readonly force?: boolean;
}

type Done = Restored & { readonly movedAside: string | null };

/** `luota restore FILE`: a backup in the place of the store, which is kept aside. */
export function restore(file: string, options: RestoreOptions, io: Io): number {
  const backup = resolve(io.cwd, file);
  const path = placeOf(options, io);
  const deed = { by: { user: userName(io.uid), host: hostName() }, now: io.now() };
  const done = putBack(backup, path, options, deed);
  if (!done.ok) {
    io.terminal.err(`luota: ${describeRestoreFailure(done.failure, backup)}`);
    return done.failure.kind === "watched" ? exitCode.notWatched : exitCode.store;
  }
  io.terminal.out(options.json === true ? toJson(path, done.value) : toWords(path, done.value, io));
  return exitCode.done;
}

/** First the backup is looked at: nothing is moved for one that is not whole. */
function putBack(
  backup: string,
  path: string,
  options: RestoreOptions,
  deed: Deed,
): Result<Done, RestoreFailure | UnreadyCopy> {
  const opened = open(path, deed);
  if (!opened.ok && !isBroken(opened.failure))
    return fail({ kind: "store", failure: opened.failure });
  if (opened.ok) closeStore(opened.value);
  const ready = readyCopy(backup, path, deed);
  if (!ready.ok) return ready;
  try {
    const restored = putIn(path, ready.value, options, deed);
    if (restored.ok) return ok({ ...restored.value, movedAside: null });
    const { failure } = restored;
    if (failure.kind !== "store" || !isBroken(failure.failure)) return restored;
    const moved = moveAside(path, deed.now);
    if (!moved.ok) return fail({ kind: "store", failure: moved.failure });
    const again = putIn(path, ready.value, options, deed);
    return again.ok ? ok({ ...again.value, movedAside: moved.value }) : again;
  } finally {
    ready.value.drop();
  }
}

function putIn(
  path: string,
  { copy, digest }: ReadyCopy,
  options: RestoreOptions,
  deed: Deed,
): Result<Restored, RestoreFailure> {
  const opened = open(path, deed);
  if (!opened.ok) return fail({ kind: "store", failure: opened.failure });
  try {
    const sight = options.force === true ? null : readSight();
    return restoreInto(opened.value, { copy, digest, sight }, deed);
  } finally {
    closeStore(opened.value);
  }
}

/** Others may write for so long before restoring gives up. */
const patienceMs = 10_000;

function open(path: string, { by: actor, now }: Deed): Result<Store, StoreFailure> {
  return openStore({ path, mode: "command", now, busyTimeoutMs: patienceMs, actor });
}

/** Nothing can be read of it, so that it can only be kept as it is. */
function isBroken({ kind }: StoreFailure): boolean {
  return kind === "corrupt" || kind === "not-a-store";
}

function toWords(path: string, { aside, movedAside, unknownSince, seq }: Done, io: Io): string {
  const before = movedAside ?? aside;
  const lines = [
    `${quotePath(path)} is as it was ${momentOf(unknownSince, io.now())}`,
    before === null ? "nothing was there before" : `what was there before: ${quotePath(before)}`,
    `the chain goes on at event ${seq}; nothing is called missed for the time in between`,
    "what waits in the spool comes in as ever",
  ];
  return `${lines.join("\n")}\n`;
}

function toJson(path: string, done: Done): string {
  const { aside, movedAside, unknownSince, parent, seq } = done;
  const before = movedAside ?? aside;
  return jsonText({
    ...{ store: path, before, unknownSince: toIso(unknownSince) },
    ...{ parent: { ...parent }, seq },
  });
}
