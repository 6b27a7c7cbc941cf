// A wrapper without a recorder: what luota's supervisor alone does to a job.
import { exitAs } from "../../src/process/exit-as.ts";
import { startJob } from "../../src/process/job.ts";
import { readLaunch } from "../../src/process/launch.ts";
import { readDriverWords } from "./driver-words.ts";

const { launch, env } = readLaunch(process.env);
const { report, request } = readDriverWords(process.argv.slice(2));
const end = await startJob({ ...request, env, launch }).ended;
if (report !== null) {
  const { writeFileSync } = await import("node:fs");
  writeFileSync(report, JSON.stringify(end));
}
exitAs(end);
