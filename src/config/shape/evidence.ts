import * as z from "zod";
import { duration, size } from "./measures.ts";
import { monitorName, stepName } from "./names.ts";
import { probeShape } from "./probe.ts";
import { named, oneOrMany, section } from "./section.ts";
import { form, regex } from "./texts.ts";

const stepShape = section({
  within: duration()
    .optional()
    .describe("How long after the run's end it may take. Default: by its end."),
  verify: probeShape.optional().describe("What luota looks at once the run has ended."),
  from: monitorName().optional().describe("The monitor whose healthy run proves it."),
  maxAge: duration().optional().describe("How old that run may be. Default: none before this run."),
  same: valueName()
    .optional()
    .describe("The name of a value that both must have recorded with their evidence."),
});

/** A step by its name alone, or with what is asked of it. */
const evidenceItem = z.union([stepName(), named(stepName(), stepShape)]);

/** The steps that a run has to prove. */
export const evidenceShape = oneOrMany(evidenceItem);

/** What is expected of a job that nobody can change. */
export const expectShape = section({
  output: section({
    matches: regex().optional().describe("What the run must have written."),
    not: regex().optional().describe("What it must not have written."),
  })
    .optional()
    .describe("Of what it wrote to stdout and stderr, as far as that is kept."),
  stdoutBytes: section({
    min: size({ least: 1 }).optional().describe("It must have written at least so much."),
    max: size({ least: 0 }).optional().describe("It may have written at most so much."),
  })
    .optional()
    .describe("Of all that it wrote to stdout."),
  artifacts: oneOrMany(probeShape).optional().describe("What it must have left behind."),
});

export type RawStep = z.output<typeof stepShape>;
export type RawEvidence = z.output<typeof evidenceShape>;
export type RawExpect = z.output<typeof expectShape>;

function valueName() {
  return form("the name of a value", /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/u, "snapshot");
}
