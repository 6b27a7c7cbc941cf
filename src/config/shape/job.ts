import { choice, integer } from "./leaf.ts";
import { duration } from "./measures.ts";
import { named, section } from "./section.ts";
import { textOrSecret } from "./secrets.ts";
import { absolutePath, form, userName } from "./texts.ts";

const variableName = form("the name of a variable", /^[A-Za-z_][A-Za-z0-9_]*$/u, "LANG");

/** The keys for jobs that luota runs itself. */
export const jobShape = {
  shell: absolutePath().optional().describe("The shell that reads the command. Default /bin/sh."),
  user: userName().optional().describe("Who runs it. Default: the user of the watcher."),
  cwd: absolutePath().optional().describe("Where it runs. Default: the user's home."),
  env: named(variableName, textOrSecret()).optional().describe("Set for the job."),
  nice: integer(-20, 19).optional().describe("How far it steps back for others."),
  overlap: choice("skip", "queue", "allow")
    .optional()
    .describe("What to do while the last run still goes. Default skip."),
  retry: section({
    attempts: integer(0, 100).describe("How many more times a bad run is tried."),
    backoff: duration().optional().describe("The wait before each. Default 1m."),
  })
    .optional()
    .describe("Default: none."),
  catchUp: choice("none", "once", "all")
    .optional()
    .describe("Which slots of a downtime are run afterwards. Default once."),
  jitter: duration({ least: 0 }).optional().describe("Moves the start, always by the same amount."),
  isolate: choice("auto", "always", "never")
    .optional()
    .describe("Whether a run outlives the daemon. Default auto."),
};
