import type { JsonObject } from "../base/json.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Ending } from "../domain/run.ts";

/** How an ending lies in the store. */
export interface EndingColumns {
  readonly ending: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly reason: string | null;
}

export function endingColumns(ending: Ending): EndingColumns {
  const none = { exitCode: null, signal: null, reason: null };
  switch (ending.kind) {
    case "exited":
      return { ...none, ending: ending.kind, exitCode: ending.exitCode };
    case "signaled":
      return { ...none, ending: ending.kind, signal: ending.signal };
    case "timed-out":
      return { ...none, ending: ending.kind, exitCode: ending.exitCode, signal: ending.signal };
    case "unstartable":
      return { ...none, ending: ending.kind, exitCode: ending.exitCode, reason: ending.reason };
    case "skipped":
      return { ...none, ending: ending.kind, reason: ending.reason };
    case "reported":
      return { ...none, ending: ending.success ? "reported-success" : "reported-failure" };
    default:
      return unreachable(ending);
  }
}

/** The ending that these columns tell; the schema allows no other kind. */
export function storedEnding(columns: JsonObject, facts: JsonObject): Ending {
  const exitCode = columns["exitCode"] as number | null;
  const signal = columns["signal"] as string | null;
  switch (columns["ending"] as string) {
    case "exited":
      return { kind: "exited", exitCode: exitCode ?? 0 };
    case "signaled":
      return { kind: "signaled", signal: signal ?? "SIGKILL" };
    case "timed-out":
      return { kind: "timed-out", signal, exitCode };
    case "unstartable":
      return {
        kind: "unstartable",
        exitCode: exitCode === 126 ? 126 : 127,
        reason: typeof facts["reason"] === "string" ? facts["reason"] : "",
      };
    case "skipped":
      return { kind: "skipped", reason: "overlap" };
    default:
      return { kind: "reported", success: columns["ending"] === "reported-success" };
  }
}
