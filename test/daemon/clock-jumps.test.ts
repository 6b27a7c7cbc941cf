import { describe, expect, test } from "vitest";
import { until } from "../rig/until.ts";
import { LivingDaemon, patienceMs } from "./living-daemon.ts";

const hourly = `
monitors:
  report:
    promise: The hourly report is on every desk
    cron: "0 * * * *"
    timezone: UTC
    command: "true"
    isolate: never
`;

const hour = 3_600_000;
const ten = Date.UTC(2027, 0, 5, 10);

/** A daemon that has run the slot of ten o'clock. */
async function startedBeforeTen(): Promise<LivingDaemon> {
  const daemon = new LivingDaemon(hourly);
  daemon.clock.set(ten - hour / 2);
  daemon.start();
  await daemon.heard("config-applied");
  daemon.clock.set(ten - 100);
  expect(await daemon.slotsDone(1)).toEqual([ten]);
  return daemon;
}

describe("a daemon whose clock", { timeout: 5 * patienceMs }, () => {
  test("is set forward, or that slept, runs the latest slot it missed, and goes on", async () => {
    await using daemon = await startedBeforeTen();
    daemon.clock.set(ten + 3.5 * hour);
    expect(await daemon.slotsDone(2)).toEqual([ten, ten + 3 * hour]);
    expect(daemon.events).toContain("clock-jump");
    expect(daemon.events).toContain("watch-gap");
    daemon.clock.set(ten + 4 * hour - 100);
    expect(await daemon.slotsDone(3)).toEqual([ten, ten + 3 * hour, ten + 4 * hour]);
  });

  test("is set back runs no slot twice", async () => {
    await using daemon = await startedBeforeTen();
    await daemon.jumpTo(ten - hour / 2);
    daemon.clock.set(ten - 100);
    // The next hour ends the wait: by then ten o'clock has come a second time.
    daemon.clock.set(ten + hour - 100);
    expect(await daemon.slotsDone(2)).toEqual([ten, ten + hour]);
  });

  test("was ten years ahead and is put right goes on from now", async () => {
    await using daemon = new LivingDaemon(hourly);
    daemon.clock.set(ten);
    daemon.start();
    await daemon.heard("config-applied");
    const ahead = Date.UTC(2037, 0, 5, 10);
    daemon.clock.set(ahead - 100);
    expect(await daemon.slotsDone(1)).toEqual([ahead]);
    daemon.clock.set(ten + hour / 2);
    await until("the cursor is pulled back", () => daemon.cursor() < ahead, patienceMs);
    daemon.clock.set(ten + hour - 100);
    expect(await daemon.slotsDone(2)).toEqual([ahead, ten + hour]);
  });
});
