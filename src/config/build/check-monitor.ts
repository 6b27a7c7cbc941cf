import type { Complain } from "../entry.ts";
import type { RawDefaults, RawMonitor } from "../shape/monitor.ts";
import { checkTwice } from "./check-names.ts";
import { conflict } from "./conflict.ts";
import { checkExitCodes } from "./exit-codes.ts";

/** Complains of what can't be true together in one monitor. */
export function checkMonitor(raw: RawMonitor, defaults: RawDefaults, complain: Complain): void {
  if (raw.cron !== undefined && raw.every !== undefined) {
    complain(["every"], "key", conflict(["cron", "every"], "a monitor has one cadence"));
  }
  if (raw.timezone !== undefined && raw.cron === undefined) {
    complain(["timezone"], "key", { kind: "no-effect", key: "timezone", needed: "cron" });
  }
  checkShortest(raw, defaults, complain);
  checkExitCodes(raw.exitCodes, complain);
  checkTwice("route", raw.routes, ["routes"], complain);
}

/** A run too short to be true must still fit under the limits for runs that are too long. */
function checkShortest(raw: RawMonitor, defaults: RawDefaults, complain: Complain): void {
  const given = { ...defaults, ...raw };
  const { minDuration } = given;
  const own = ["minDuration", "timeout", "finishWithin"] as const;
  if (minDuration === undefined || own.every((key) => raw[key] === undefined)) return;
  for (const key of ["timeout", "finishWithin"] as const) {
    const longest = given[key];
    if (longest === undefined || longest > minDuration) continue;
    const at = raw.minDuration === undefined ? key : "minDuration";
    const why = "no run could be long enough and short enough";
    complain([at], "value", conflict(["minDuration", key], why, "make `minDuration` the shorter"));
  }
}
