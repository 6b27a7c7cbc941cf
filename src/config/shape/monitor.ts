import * as z from "zod";
import { choice, integer } from "./leaf.ts";
import { cadenceDuration, duration, durationOrNever } from "./measures.ts";
import { monitorName, shortName } from "./names.ts";
import { evidenceShape, expectShape } from "./evidence.ts";
import { driftShape } from "./drift.ts";
import { jobShape } from "./job.ts";
import { freshnessShape } from "./probe.ts";
import { oneOrMany, section } from "./section.ts";
import { commandWord, cron, hostPattern, text, userName, zone } from "./texts.ts";

const codes = () => oneOrMany(integer(0, 255));
const exitCodes = section({
  ok: codes().optional().describe("Default 0."),
  warn: codes().optional().describe("Told in the digest."),
  skip: codes().optional().describe("Neither good nor bad, and never proof."),
});

/** What may be said of one monitor, and for all of them under `defaults`. */
const sharedShape = {
  owner: shortName().optional().describe("Who answers for it."),
  runbook: text("a URL or a sentence").optional().describe("What to do when it breaks."),
  severity: integer(1, 4)
    .optional()
    .describe("1 wakes somebody, 4 waits for the digest. Default 3."),
  timezone: zone().optional().describe("Whose clock `cron` is read from."),
  grace: duration({ least: 1000 }).optional().describe("A start may come this late."),
  early: duration({ least: 0 }).optional().describe("A start may come this much too soon."),
  timeout: duration().optional().describe("A run is killed after this long."),
  finishWithin: duration().optional().describe("A run that takes longer opens an incident."),
  minDuration: duration().optional().describe("A run shorter than this is too fast to be true."),
  failureThreshold: integer(1, 1000)
    .optional()
    .describe("Bad runs in a row for an incident. Default 1."),
  exitCodes: exitCodes.optional().describe("What the exit codes of a tool mean."),
  warnLimit: integer(1, 1000).optional().describe("Warned runs in a row for an incident."),
  drift: driftShape
    .optional()
    .describe("What comes of a number of a healthy run that is far from usual. Default note."),
  whenOff: choice("tell", "excuse")
    .optional()
    .describe("A slot at which this host was off: told as missed (default), or excused."),
  resolve: choice("auto", "manual")
    .optional()
    .describe("Whether incidents end by themselves (default) or a person ends them."),
  remind: durationOrNever({ least: 60_000 })
    .optional()
    .describe("As for owners, for this monitor."),
  routes: oneOrMany(shortName()).optional().describe("In place of the owner's routes."),
  reporters: oneOrMany(userName()).optional().describe("Users who may speak for it. Default: all."),
  hosts: oneOrMany(hostPattern()).optional().describe("Hosts where it is watched. Default: all."),
  drillEvery: duration({ least: 3_600_000 }).optional().describe("How old a drill may grow."),
  ...jobShape,
};

export const defaultsShape = section(sharedShape);

export const monitorShape = section({
  promise: text("a sentence").optional().describe("What a customer can count on, in a sentence."),
  was: oneOrMany(monitorName()).optional().describe("Earlier names, whose history continues."),
  cron: cron().optional().describe("When it is due."),
  every: cadenceDuration().optional().describe("How often it is due."),
  evidence: evidenceShape.optional().describe("The steps that a run has to prove."),
  expect: expectShape.optional().describe("What luota itself checks of every run that ends well."),
  freshness: freshnessShape.optional().describe("What luota looks at by itself."),
  command: z
    .union([text("a command"), z.array(commandWord()).min(1)])
    .optional()
    .describe("What luota runs: a line for the shell, or a list of a program and its arguments."),
  ...sharedShape,
});

export type RawDefaults = z.output<typeof defaultsShape>;
export type RawMonitor = z.output<typeof monitorShape>;
