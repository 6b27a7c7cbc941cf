import { expect, test } from "vitest";
import { readMonitorSummaries } from "../../src/store/monitors-read.ts";
import { readDispatchCursors, readDispatchNews } from "../../src/store/dispatch-read.ts";
import { valueOf } from "../store/sample.ts";
import { minute, promise, quarterly, second, WatchedHost } from "./watched-host.ts";

/** However it is asked for, a table that only grows is found through what is sought in it. */
const grows =
  /^SCAN (?:runs|run_events|run_outputs|signals|slots|news|audit_events)\b(?!.*\bruns_open\b)/u;

test("a tick and a status look at no run that is over, however many there are", async () => {
  using host = new WatchedHost();
  await host.apply([promise("billing"), quarterly("backup")]);
  await host.tick();
  host.run("billing", 1);
  host.run("backup");
  await host.tick(second);
  await host.tickFor(20 * minute);
  valueOf(readMonitorSummaries(host.store, { history: 20 }));
  valueOf(readDispatchCursors(host.store));
  valueOf(readDispatchNews(host.store, host.now, minute));
  valueOf(await host.watch.overview({ now: host.now }));
  const reads = [...host.store.statements.keys()].filter((sql) => /^\s*(?:SELECT|WITH)/u.test(sql));
  expect(reads.length).toBeGreaterThan(20);
  const scans = reads.flatMap((sql) => {
    const explain = host.store.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).raw();
    const values = Array.from({ length: sql.split("?").length - 1 }, () => 1);
    const plan = (explain.all(...values) as [number, number, number, string][]).map(
      (row) => row[3],
    );
    return plan.filter((line) => grows.test(line)).map((line) => `${line}: ${sql}`);
  });
  expect(scans).toEqual([]);
});
