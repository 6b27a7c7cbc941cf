import { expect, test } from "vitest";
import { until } from "../rig/until.ts";
import { LivingDaemon, patienceMs } from "./living-daemon.ts";

const config = `
monitors:
  report:
    promise: The report is on every desk
    every: 1s
    command: "true"
    isolate: never
`;

const second = 1_000;

/** The slots of all runs, in their order. */
function slotsOf(daemon: LivingDaemon): number[] {
  return daemon
    .runs()
    .map((run) => run.slot ?? 0)
    .sort((one, other) => one - other);
}

function isWhole(slots: readonly number[]): boolean {
  return slots.every((slot, index) => index === 0 || slot === (slots[index - 1] ?? 0) + second);
}

test(
  "while the store takes nothing jobs start all the same, and each slot counts once",
  { timeout: 4 * patienceMs },
  async () => {
    await using daemon = new LivingDaemon(config);
    const count = (event: string) => daemon.events.filter((each) => each === event).length;
    daemon.start();
    await daemon.slotsDone(1);
    const held = daemon.hold();
    try {
      await until("jobs that start", () => count("started-untold") >= 3, patienceMs);
    } finally {
      held[Symbol.dispose]();
    }
    const before = count("started");
    await until("the store is told again", () => count("started") > before + 1, patienceMs);
    // What waited in the spool is taken in; a slot that counted twice, or not at all, would show for good.
    await until("each slot is there once", () => isWhole(slotsOf(daemon)), patienceMs);
    await daemon.stop();
    const slots = slotsOf(daemon);
    expect(isWhole(slots)).toBe(true);
    expect(slots.length).toBeGreaterThan(5);
    for (const { outcome } of daemon.runs()) expect(["succeeded", "skipped"]).toContain(outcome);
  },
);
