import { expect, test } from "vitest";
import { firstSlots } from "../../src/domain/cadence.ts";
import { parseCron } from "../../src/domain/cron-parse.ts";
import { cronerSlots } from "./croner-slots.ts";
import { pick, randomCron, seeded } from "./random-cron.ts";

const zones = [
  "Europe/Helsinki",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "Europe/Dublin",
  "Antarctica/Troll",
  "UTC",
];
const days = ["2026-03-07", "2026-03-28", "2026-10-03", "2026-10-24", "2026-10-31", "2026-04-04"];

test("slots are those of croner, an independent calculator, for random patterns", () => {
  const random = seeded(2027);
  let compared = 0;
  while (compared < 2_000) {
    const pattern = randomCron(random);
    if (!parseCron(pattern).ok) continue;
    compared += 1;
    const timezone = pick(random, zones);
    const after = Date.parse(pick(random, days)) + Math.floor(random() * 2 * 86_400_000);
    const slots = firstSlots({ kind: "cron", pattern, timezone }, after, 8);
    const expected = cronerSlots(pattern, timezone, after, 8);
    expect({ pattern, timezone, slots }).toEqual({ pattern, timezone, slots: expected });
  }
});
