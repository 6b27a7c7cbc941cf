import { unreachable } from "../../base/unreachable.ts";
import type { DrillFailure } from "../../domain/drill.ts";
import { utcSeconds } from "../../domain/words/when.ts";
import { howToWatch } from "./watching.ts";

/** Why a drill did not begin. `incident`: the name of the monitor's open one, where there is one. */
export function describeDrillFailure(
  monitor: string,
  failure: DrillFailure | { readonly kind: "overtaken" },
  incident: string | null,
): string {
  switch (failure.kind) {
    case "open-incident":
      return `no drill on ${monitor}: ${incident ?? "an incident"} is open, and nobody should have to tell the two apart (luota show ${incident ?? monitor})`;
    case "drill-going-on":
      return `no drill on ${monitor}: another one goes on${incident === null ? "" : `; luota resolve ${incident} ends it`}`;
    case "paused":
      return `no drill on ${monitor}: it is paused until ${utcSeconds(failure.until)} UTC (luota resume ${monitor})`;
    case "silenced":
      return `no drill on ${monitor}: it is silenced until ${utcSeconds(failure.until)} UTC, so that nobody would be told`;
    case "overtaken":
      return `no drill on ${monitor}: something else began at this moment (luota status); try again`;
    default:
      return unreachable(failure);
  }
}

/** Nobody saw the break within the time. */
export function describeUnseen(waited: string): string {
  return `nobody noticed within ${waited}: NOTHING IS WATCHING HERE, and a real miss would pass unseen too\n${howToWatch()}`;
}
