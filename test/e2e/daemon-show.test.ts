import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { RunJson } from "../rig/json.ts";
import { Rig } from "../rig/rig.ts";
import { seeded } from "../rig/seeded.ts";
import { until } from "../rig/until.ts";
import { configOf, Daemon, monitor, writeConfig } from "../rig/watcher.ts";
import { openStore } from "../../src/store/open.ts";
import { closeStore } from "../../src/store/store.ts";
import { valueOf } from "../store/sample.ts";

/** CI may take longer: LUOTA_SHOW_SECONDS=120. */
const length = Number(process.env["LUOTA_SHOW_SECONDS"] ?? 40) * 1_000;
const kills = 3;
const seed = Number(process.env["LUOTA_SHOW_SEED"] ?? Date.now() % 100_000);

/** Names, their cadences in seconds, how long they take, and whether they outlive the daemon. */
const jobs = [
  ["orders", 1, "0.05", "never"],
  ["invoices", 1, "0", "never"],
  ["mails", 2, "0.2", "never"],
  ["stock", 2, "0.3", "never"],
  ["prices", 3, "0.1", "never"],
  ["search", 3, "0.5", "never"],
  ["report", 4, "0.1", "never"],
  ["audit", 5, "0", "never"],
  ["backup", 5, "3", "always"],
  ["export", 6, "4", "always"],
  ["archive", 8, "2", "always"],
  ["mirror", 10, "6", "always"],
] as const;

function config(): string {
  const rules = ["grace: 90s", "overlap: queue", "catchUp: all", "jitter: 0s"];
  return configOf(
    ...jobs.map(([name, every, takes, isolate]) => {
      const command = `command: echo begun; sleep ${takes}; echo done`;
      return monitor(name, `every: ${every}s`, ...rules, command, `isolate: ${isolate}`);
    }),
  );
}

describe("a dozen real jobs under a daemon that is killed three times", () => {
  test(
    `each slot is accounted for once, isolated jobs survive, and no incident is false (seed ${seed})`,
    async () => {
      using rig = new Rig();
      const chance = seeded(seed);
      writeConfig(rig, config());
      const begunAt = Date.now();
      const killedAt: number[] = [];
      let daemon = new Daemon(rig);
      for (let kill = 0; kill < kills; kill += 1) {
        // When it dies is left to chance, so this is a time to be waited for, not a state.
        await pause((length / (kills + 1)) * (0.5 + chance()));
        await until("an isolated run that goes on", async () =>
          (await rig.runs("-n", "100", "--outcome", "running")).some((run) => isIsolated(run)),
        );
        await daemon.stop("SIGKILL");
        killedAt.push(Date.now());
        daemon = new Daemon(rig);
        await daemon.heard("watching");
      }
      await pause(Math.max(0, begunAt + length - Date.now()));
      const lastSlot = Date.now();
      await until(
        "all that was due has run",
        async () => {
          const runs = await allRuns(rig);
          return jobs.every(
            ([name, every]) => missingSlots(runs, name, every, lastSlot).length === 0,
          );
        },
        60_000,
      );
      await until("all of it is judged", () =>
        jobs.every(([name, every]) => {
          const last = Math.floor(lastSlot / (every * 1_000)) * every * 1_000;
          return settledSlots(rig, name).some(({ slot }) => slot === last);
        }),
      );
      expect(await daemon.stop()).toBe(0);
      await until(
        "the end of all runs",
        async () => (await allRuns(rig)).every((run) => run.outcome !== "running"),
        30_000,
      );
      const runs = await allRuns(rig);

      for (const [name, every] of jobs) {
        const slots = runs.filter((run) => run.monitor === name).map((run) => run.slot);
        expect(new Set(slots).size, `${name}: a slot was run twice`).toBe(slots.length);
        expect(
          missingSlots(runs, name, every, lastSlot),
          `${name}: slots that were not run`,
        ).toEqual([]);
        const settled = settledSlots(rig, name).filter(({ slot }) => slot <= lastSlot);
        expect(new Set(settled.map(({ slot }) => slot)).size).toBe(settled.length);
        expect(new Set(settled.map(({ outcome }) => outcome))).toEqual(new Set(["met"]));
        const due = slots.map((slot) => Date.parse(slot ?? "")).filter((slot) => slot <= lastSlot);
        expect(settled.map(({ slot }) => slot)).toEqual(due.sort());
      }

      const apart = runs.filter(isIsolated);
      expect(new Set(apart.map((run) => run.outcome))).toEqual(new Set(["succeeded"]));
      for (const at of killedAt)
        expect(
          apart.some((run) => Date.parse(run.startedAt) < at && at < Date.parse(run.endedAt ?? "")),
        ).toBe(true);

      // What died with the daemon is truly lost; nothing else is wrong.
      const lost = runs.filter((run) => run.outcome === "lost");
      expect(lost.filter(isIsolated)).toEqual([]);
      const outcomes = new Set(runs.map((run) => run.outcome));
      outcomes.delete("lost");
      expect(outcomes).toEqual(new Set(["succeeded"]));
      const incidents = (await rig.json(["incidents", "-n", "100"])) as readonly IncidentJson[];
      const truly = new Set(lost.map((run) => run.monitor));
      expect(incidents.filter((each) => each.kind !== "lost" || !truly.has(each.monitor))).toEqual(
        [],
      );
    },
    length + 180_000,
  );
});

interface IncidentJson {
  readonly monitor: string;
  readonly kind: string;
}

function isIsolated(run: RunJson): boolean {
  return jobs.some(([name, , , isolate]) => name === run.monitor && isolate === "always");
}

async function allRuns(rig: Rig): Promise<readonly RunJson[]> {
  return await rig.runs("-n", "10000");
}

/** Slots between the first and the last one of which there is no run. */
function missingSlots(
  runs: readonly RunJson[],
  name: string,
  everySeconds: number,
  latest: number,
): string[] {
  const slots = runs.filter((run) => run.monitor === name).map((run) => Date.parse(run.slot ?? ""));
  if (slots.length === 0) return ["all of them"];
  const missing: string[] = [];
  for (let slot = Math.min(...slots); slot <= latest; slot += everySeconds * 1_000)
    if (!slots.includes(slot)) missing.push(new Date(slot).toISOString());
  return missing;
}

/** What became of the slots of a monitor, as the judge settled them. */
function settledSlots(rig: Rig, name: string) {
  const now = Date.now();
  const store = valueOf(openStore({ path: rig.store, mode: "command", now, busyTimeoutMs: 5_000 }));
  try {
    const sql = `SELECT slot, outcome FROM slots
      WHERE monitor = (SELECT number FROM monitors WHERE name = ?) ORDER BY slot`;
    return store.database.prepare(sql).all(name) as { slot: number; outcome: string }[];
  } finally {
    closeStore(store);
  }
}
