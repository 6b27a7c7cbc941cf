import { unreachable } from "../../base/unreachable.ts";
import type { Resolution } from "../incident.ts";
import { shortId } from "./short-id.ts";

export function resolutionWords(resolution: Resolution): string {
  switch (resolution.kind) {
    case "healed":
      return resolution.run === null ? "healed" : `healed by run ${shortId(resolution.run)}`;
    case "by-person":
      return `resolved by ${resolution.by}${noteWords(resolution.note)}`;
    case "withdrawn":
      return "withdrawn: what was broken is no longer in the config";
    default:
      return unreachable(resolution);
  }
}

export function noteWords(note: string | null): string {
  return note === null ? "" : `: ${note}`;
}
