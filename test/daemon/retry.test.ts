import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { until } from "../rig/until.ts";
import { LivingDaemon, patienceMs } from "./living-daemon.ts";

const hour = 3_600_000;
const ten = Date.UTC(2027, 0, 5, 10);

/** Fails until its file is there. */
const config = (backoff: string) => `
monitors:
  report:
    promise: The hourly report is on every desk
    cron: "0 * * * *"
    timezone: UTC
    command: "test -e mended || { touch tried; exit 1; }"
    isolate: never
    retry: { attempts: 1, backoff: ${backoff} }
`;

async function firstTryFailed(daemon: LivingDaemon): Promise<void> {
  daemon.clock.set(ten - hour / 2);
  daemon.start();
  await daemon.heard("config-applied");
  daemon.clock.set(ten - 100);
  await until("a failed try", () => outcomes(daemon).includes("failed"), patienceMs);
  expect(existsSync(join(daemon.folder, "tried"))).toBe(true);
}

const outcomes = (daemon: LivingDaemon) => daemon.runs().map((run) => run.outcome);

describe("a job that failed", { timeout: 4 * patienceMs }, () => {
  test("is tried again also by a daemon that was started since, and opens no incident", async () => {
    await using daemon = new LivingDaemon(config("1m"));
    await firstTryFailed(daemon);
    await daemon.stop();
    writeFileSync(join(daemon.folder, "mended"), "");
    daemon.start();
    daemon.clock.set(ten + 61_000);
    await until("a try that succeeds", () => outcomes(daemon).includes("succeeded"), patienceMs);
    await daemon.judged();
    expect(daemon.runs()).toMatchObject([
      { slot: ten, outcome: "failed" },
      { slot: ten, outcome: "succeeded" },
    ]);
    expect(daemon.incidents()).toEqual([]);
  });

  test("and whose retry fell into a downtime is told when a later slot begins", async () => {
    await using daemon = new LivingDaemon(config("1m"));
    await firstTryFailed(daemon);
    await daemon.stop();
    writeFileSync(join(daemon.folder, "mended"), "");
    daemon.clock.set(ten + hour + 1_000);
    daemon.start();
    await until("the later slot", () => outcomes(daemon).includes("succeeded"), patienceMs);
    await until("the incident", () => daemon.incidents().length > 0, patienceMs);
    expect(daemon.runs().map((run) => run.slot)).toEqual([ten, ten + hour]);
    expect(daemon.incidents()).toEqual(["failing"]);
  });
});
