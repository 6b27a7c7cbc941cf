import { unlinkSync } from "node:fs";
import { join } from "node:path";
import type { Milliseconds } from "../base/duration.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Applied, Refusal } from "./applied.ts";
import { setAside } from "./spool-aside.ts";
import type { SpoolFile } from "./spool-file.ts";
import { inside } from "./spool-folder.ts";
import type { WaitingFile } from "./spool-list.ts";
import { timeOfName } from "./spool-name.ts";
import { systemCode } from "./system-code.ts";

export interface OpenedFile extends WaitingFile {
  readonly found: SpoolFile;
}

/** What the store said to a report; null for a file that holds none. */
export type Answer = Result<Applied, Refusal> | null;

export interface SetAside {
  /** Where it was. */
  readonly path: string;
  /** Harmless for a terminal. */
  readonly reason: string;
  /** Where a copy of it lies, with the reason beside it. */
  readonly kept: string;
}

export type Settled = "recorded" | "known" | "waiting" | "left" | SetAside;

/** Takes a file away once it is recorded, keeps it for later, or sets it aside. */
export function settleFile(
  opened: OpenedFile,
  answer: Answer,
  taker: { readonly storePath: string; readonly uid: number; readonly now: EpochMilliseconds },
): Settled {
  const { folder, name, found } = opened;
  if (answer?.ok === true) {
    remove(inside(folder, name));
    return answer.value;
  }
  if (found.kind === "left") return "left";
  const isEarly = answer?.ok === false && answer.failure.reason === "unknown-run";
  if (isEarly && taker.now - timeOfName(name) < waitsForStartMs) return "waiting";
  const reason = found.kind === "broken" ? found.reason : `refused: ${reasonOf(answer)}`;
  const broken = { reason, content: found.content };
  const kept = setAside(opened, broken, taker);
  return kept === null ? "left" : { path: join(folder.path, name), reason, kept };
}

/** An end whose start has not come after this long is set aside. */
const waitsForStartMs: Milliseconds = 7 * 24 * 3_600_000;

function reasonOf(answer: Answer): string {
  return answer?.ok === false ? answer.failure.reason : "";
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    // Somebody else was quicker; or it stays, and the next time finds it known.
    systemCode(error);
  }
}
