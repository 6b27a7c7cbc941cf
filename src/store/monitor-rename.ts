import type { EpochMilliseconds } from "../base/time.ts";
import type { AppliedConfig, ConfiguredMonitor } from "./config-in-force.ts";
import { findMonitorNamed } from "./monitor-write.ts";
import { prepare, type Store } from "./store.ts";

type Renames = Pick<AppliedConfig, "renamed" | "notRenamed">;

/** Gives monitors the names under which they go on; whoever still reports under an old one is understood. */
export function renameMonitors(
  store: Store,
  monitors: readonly ConfiguredMonitor[],
  now: EpochMilliseconds,
): Renames {
  const names = new Set(monitors.map((monitor) => monitor.name));
  const renamed: { from: string; to: string }[] = [];
  const notRenamed: { from: string; to: string }[] = [];
  for (const { name: to, was } of monitors) {
    for (const from of was) {
      const old = names.has(from) ? null : findMonitorNamed(store, from);
      if (old === null) continue;
      if (findMonitorNamed(store, to) === null) {
        rename(store, old, from, to, now);
        renamed.push({ from, to });
      } else notRenamed.push({ from, to });
    }
  }
  return { renamed, notRenamed };
}

function rename(
  store: Store,
  number: number,
  from: string,
  to: string,
  now: EpochMilliseconds,
): void {
  prepare(store, "UPDATE monitors SET name = ? WHERE number = ?").run(to, number);
  prepare(store, insertName).run(from, number, now);
}

const insertName = `INSERT INTO monitor_names (name, monitor, until) VALUES (?, ?, ?)
  ON CONFLICT (name, monitor) DO UPDATE SET until = excluded.until`;
