import { unreachable } from "../base/unreachable.ts";
import type { Kept } from "../recorder/notebook.ts";
import type { StoreFailure } from "../store/failure.ts";

/** What became of a record that is not in the store, and why; null: it is there. */
export function describeKept(
  kept: Kept,
  describeStoreFailure: (failure: StoreFailure) => string,
): string | null {
  switch (kept.kind) {
    case "stored":
      return null;
    case "spooled":
      return `waits in ${kept.file}: ${describeStoreFailure(kept.failure)}`;
    case "unkept":
      return `is only here (${kept.line}): ${describeStoreFailure(kept.failure)}`;
    case "refused":
      return `was refused: ${kept.refusal.reason}`;
    case "broken":
      return `is lost by a bug of luota: ${kept.detail}`;
    default:
      return unreachable(kept);
  }
}
