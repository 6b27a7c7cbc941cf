import { expect, test } from "vitest";
import { compileCron } from "../../src/domain/cron-compiled.ts";
import { zoneEffects } from "../../src/domain/cron-zone-effects.ts";

const helsinki = "Europe/Helsinki";

test.each([
  ["30 3 * * *", helsinki, 2027, "shifted 03-28T01:00 1 03:30 03:30"],
  [
    "*/15 3 * * *",
    helsinki,
    2027,
    "skipped 03-28T01:00 4 03:00 03:45, repeated 10-31T01:00 4 03:00 03:45",
  ],
  ["15,45 3 * * *", helsinki, 2027, "shifted 03-28T01:00 2 03:15 03:45"],
  [
    "0 * * * *",
    helsinki,
    2027,
    "skipped 03-28T01:00 1 03:00 03:00, repeated 10-31T01:00 1 03:00 03:00",
  ],
  ["30 2 * * *", helsinki, 2027, ""],
  ["30 3 * * mon-sat", helsinki, 2027, ""],
  ["15 2 * * *", "Australia/Lord_Howe", 2026, "shifted 10-03T15:30 1 02:15 02:15"],
  ["45 * * * *", "Australia/Lord_Howe", 2026, "repeated 04-04T15:00 1 01:45 01:45"],
  ["30 0 * * *", "America/Sao_Paulo", 2018, "shifted 11-04T03:00 1 00:30 00:30"],
  ["30 2 * * *", "Pacific/Apia", 2011, "skipped 12-30T10:00 1 02:30 02:30"],
  ["30 3 * * *", "Asia/Kathmandu", 2027, ""],
  ["30 2 * * *", "Africa/Casablanca", 2026, "shifted 03-22T02:00 1 02:30 02:30"],
])("%s in %s, %i: %s", (pattern, timezone, year, expected) => {
  const from = Date.UTC(year, 0, 1);
  const effects = zoneEffects(compileCron(pattern, timezone), from, Date.UTC(year + 1, 0, 1));
  const wall = (time: number) => new Date(time).toISOString().slice(11, 16);
  const told = effects.map((effect) =>
    [
      effect.kind,
      new Date(effect.at).toISOString().slice(5, 16),
      effect.count,
      wall(effect.firstWall),
      wall(effect.lastWall),
    ].join(" "),
  );
  expect(told.join(", ")).toBe(expected);
});
