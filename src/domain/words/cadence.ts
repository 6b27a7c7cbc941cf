import { formatDuration } from "../../base/duration.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Cadence } from "../cadence-type.ts";

/** A cadence as the config says it. */
export function cadenceWords(cadence: Cadence): string {
  switch (cadence.kind) {
    case "cron":
      return `${cadence.pattern} (${cadence.timezone})`;
    case "every":
      return `every ${formatDuration(cadence.everyMs)}`;
    case "none":
      return "on demand";
    default:
      return unreachable(cadence);
  }
}
