import type { Job } from "../../src/domain/job.ts";

/** A job as luota runs it, without any wish of its own. */
export const plainJob: Job = {
  ...{ command: ["true"], shell: "/bin/sh", user: null, cwd: null, env: {}, nice: null },
  overlap: "skip",
  retry: { attempts: 0, backoffMs: 60_000 },
  ...{ catchUp: "once", jitterMs: null, isolate: "never" },
};
