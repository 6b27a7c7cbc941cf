import { describe, expect, test } from "vitest";
import { firstSlots, previousSlot } from "../../src/domain/cadence.ts";
import { parseCron } from "../../src/domain/cron-parse.ts";
import { pick, randomCron, seeded } from "./random-cron.ts";

const day = 86_400_000;
const cron = (pattern: string, timezone = "UTC") => ({ kind: "cron", pattern, timezone }) as const;
const at = (iso: string) => Date.parse(iso);

describe("laws, over random patterns", () => {
  const zones = ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];
  const random = seeded(11);
  const patterns: string[] = [];
  while (patterns.length < 300) {
    const pattern = randomCron(random);
    if (parseCron(pattern).ok) patterns.push(pattern);
  }

  test("slots are strictly later than what they come after, and strictly increasing", () => {
    for (const pattern of patterns) {
      let last = at("2026-10-23") + Math.floor(random() * 3 * day);
      for (const slot of firstSlots(cron(pattern, pick(random, zones)), last, 100)) {
        expect(slot).toBeGreaterThan(last);
        last = slot;
      }
    }
  });

  test("walking on from any instant meets the slots that a walk from before met", () => {
    for (const pattern of patterns) {
      const cadence = cron(pattern, pick(random, zones));
      const slots = firstSlots(cadence, at("2027-03-27"), 20);
      const middle = (slots[4] ?? 0) + Math.floor(random() * ((slots[5] ?? 0) - (slots[4] ?? 0)));
      expect(firstSlots(cadence, middle, 15)).toEqual(slots.slice(5));
    }
  });

  test("the slot before one is the one that it followed", () => {
    for (const pattern of patterns.slice(0, 100)) {
      const cadence = cron(pattern, pick(random, zones));
      const [first = 0, second = 0] = firstSlots(cadence, at("2027-03-27"), 2);
      expect({ pattern, slot: previousSlot(cadence, second) }).toEqual({ pattern, slot: first });
    }
  });

  test("without a zone change, slots of any day's times repeat by whole days", () => {
    for (const pattern of patterns) {
      const [minutes = "", hours = ""] = pattern.split(" ");
      const daily = cron(`${minutes} ${hours} * * *`, "Asia/Kathmandu");
      const from = at("2026-05-01") + Math.floor(random() * day);
      const shifted = firstSlots(daily, from + 40 * day, 10).map((slot) => slot - 40 * day);
      expect(shifted).toEqual(firstSlots(daily, from, 10));
    }
  });

  test("400 years of the calendar later, in UTC, the slots are the same", () => {
    const era = 146_097 * day;
    for (const pattern of patterns) {
      const slots = firstSlots(cron(pattern), at("2026-05-01"), 10);
      const later = firstSlots(cron(pattern), at("2026-05-01") + era, 10);
      expect(later.map((slot) => slot - era)).toEqual(slots);
    }
  });
});
