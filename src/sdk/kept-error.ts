import { unreachable } from "../base/unreachable.ts";
import type { Kept } from "../recorder/notebook.ts";
import type { Refusal } from "../store/applied.ts";
import type { StoreFailure } from "../store/failure.ts";
import { LuotaError } from "./luota-error.ts";

/** What its job should know of a record; null where it is where it belongs. */
export function keptError(kept: Kept): LuotaError | null {
  switch (kept.kind) {
    case "stored":
      return null;
    case "spooled": {
      const { file } = kept;
      const message = `${storeWords(kept.failure)}; the record waits in ${file} for the next luota`;
      return new LuotaError("spooled", message, { file });
    }
    case "unkept": {
      const message = `${storeWords(kept.failure)}, and no spool could be written either`;
      return new LuotaError("unkept", message, { record: kept.line });
    }
    case "refused":
      return refusalError(kept.refusal);
    case "broken":
      return new LuotaError("broken", `not recorded, which is a bug of luota: ${kept.detail}`);
    default:
      return unreachable(kept);
  }
}

function refusalError({ reason, run }: Refusal): LuotaError {
  switch (reason) {
    case "unknown-run":
      return new LuotaError("unknown-run", `nobody has started run ${run} yet`);
    case "already-ended":
      return new LuotaError("already-ended", `run ${run} has ended otherwise, which stays`);
    case "other-reporter":
      return new LuotaError("not-yours", `run ${run} was started by another user`);
    case "other-run":
      return new LuotaError("not-yours", `run ${run} is another monitor's`);
    case "wrapped-run":
      return new LuotaError("not-yours", `run ${run} is wrapped by luota run, which tells its end`);
    default:
      return unreachable(reason);
  }
}

function storeWords(failure: StoreFailure): string {
  const { kind, path } = failure;
  const detail = "detail" in failure ? ` (${failure.detail.split("\n")[0] ?? ""})` : "";
  return `the store ${path} can't take it now: ${kind}${detail}`;
}
