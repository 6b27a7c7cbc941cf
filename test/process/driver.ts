// A wrapper without a recorder: what the supervisor and the launcher alone do to a job.
import { writeFileSync } from "node:fs";
import { exitAs } from "../../src/process/exit-as.ts";
import { startJob } from "../../src/process/job.ts";
import { readLaunch } from "../../src/process/launch.ts";
import { readDriverWords } from "./driver-words.ts";

const { launch, env } = readLaunch(process.env);
const { report, request } = readDriverWords(process.argv.slice(2));
void startJob({ ...request, env, launch }).ended.then((end) => {
  if (report !== null) writeFileSync(report, JSON.stringify(end));
  exitAs(end);
});
