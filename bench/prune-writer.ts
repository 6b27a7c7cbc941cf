/** Records runs one after the other until its stdin ends, then tells how long each waited, and took: see prune.ts. */
import { applyReport } from "../src/store/apply.ts";
import { openStore } from "../src/store/open.ts";
import { endedReport, valueOf } from "../test/store/sample.ts";

const [path = "", prefix = ""] = process.argv.slice(2);
const store = valueOf(openStore({ path, mode: "command", now: Date.now(), busyTimeoutMs: 10_000 }));
const times: [wait: number, whole: number][] = [];
process.stdin.resume();
while (!process.stdin.readableEnded) {
  const now = Date.now();
  const report = endedReport(`${prefix}${times.length}`, { startedAt: now, monitor: "m1" });
  const begun = performance.now();
  // What it waits for others, apart from what the disk takes.
  store.database.exec("BEGIN IMMEDIATE");
  const waited = performance.now() - begun;
  store.database.exec("ROLLBACK");
  const again = performance.now();
  valueOf(applyReport(store, report, { now, reporterUid: 0 }));
  times.push([waited, performance.now() - again]);
  await new Promise((resolve) => setTimeout(resolve, 15));
}
process.stdout.write(JSON.stringify(times));
