import { describe, expect, test } from "vitest";
import { plan, type PlanOptions } from "../../src/cli/commands/plan.ts";

function run(options: PlanOptions) {
  const said = { out: "", err: "" };
  const code = plan(options, {
    now: () => Date.parse("2027-03-26T12:00:00Z"),
    hostZone: "Europe/Helsinki",
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { code, ...said };
}

describe("plan --cron", () => {
  test("shows the slots in the zone and in UTC, with a warning where the clocks change", () => {
    expect(run({ cron: "30 3 * * *", count: "3" }).out).toBe(
      `30 3 * * *  in Europe/Helsinki, after 2027-03-26T12:00:00.000Z

  Sat 2027-03-27 03:30:00+02:00   2027-03-27T01:30:00Z
  ! 2027-03-28: 03:00 becomes 04:00; 03:30 does not come: one run, directly after, at 04:00
  Sun 2027-03-28 04:00:00+03:00   2027-03-28T01:00:00Z
  Mon 2027-03-29 03:30:00+03:00   2027-03-29T00:30:00Z
`,
    );
  });

  test.each([
    ["*/20 3 * * *", "2027-03-27", "3 times (03:00 to 03:40) do not come and are skipped"],
    ["*/30 3 * * *", "2027-10-30T12:00", "2 times (03:00 to 03:30) come twice, and so do the runs"],
    ["0 * * * *", "2027-10-30T22:00", "03:00 comes twice, and so does the run"],
  ])("warns of %s after %s: %s", (cron, from, words) => {
    expect(run({ cron, from, count: "10" }).out).toContain(words);
  });

  test("names the dates of a change that takes a day away", () => {
    const options = { cron: "0 9 * * *", timezone: "Pacific/Apia", from: "2011-12-29" };
    expect(run(options).out).toContain(
      "2011-12-30: 00:00 becomes 2011-12-31 00:00; 09:00 does not",
    );
  });

  test("gives the same as JSON", () => {
    const said = run({ cron: "15,45 3 * * *", from: "2027-03-28", count: "2", json: true });
    expect(JSON.parse(said.out)).toEqual({
      cron: "15,45 3 * * *",
      timezone: "Europe/Helsinki",
      from: "2027-03-27T22:00:00.000Z",
      slots: [
        { at: "2027-03-28T01:00:00.000Z", local: "2027-03-28T04:00:00+03:00" },
        { at: "2027-03-29T00:15:00.000Z", local: "2027-03-29T03:15:00+03:00" },
      ],
      warnings: [
        {
          kind: "shifted",
          at: "2027-03-28T01:00:00.000Z",
          count: 2,
          firstLocal: "2027-03-28T03:15:00",
          lastLocal: "2027-03-28T03:45:00",
          slot: "2027-03-28T01:00:00.000Z",
        },
      ],
    });
  });

  test.each([
    ["2027-03-27T12:00:00Z", "2027-03-27T12:00:00.000Z"],
    ["2027-03-27T12:00+05:30", "2027-03-27T06:30:00.000Z"],
    ["2027-03-27T12:00", "2027-03-27T10:00:00.000Z"],
    ["2027-03-27", "2027-03-26T22:00:00.000Z"],
  ])("reads --from %s as %s", (from, expected) => {
    const said = run({ cron: "@daily", from, json: true });
    expect(JSON.parse(said.out)).toMatchObject({ from: expected });
  });

  test("has a slot to show for a pattern that its zone never lets come", () => {
    const said = run({ cron: "* 3 * 3 sunL" });
    expect(said).toMatchObject({ code: 0 });
    expect(said.out).toContain("no slot in the next hundred years");
  });

  test.each<[string, PlanOptions]>([
    ["nothing to plan", {}],
    ["write 5-59/15", { cron: "5/15 * * * *" }],
    ["did you mean Europe/Helsinki", { cron: "@daily", timezone: "Europe/Helsinky" }],
    ["--from", { cron: "@daily", from: "2027-02-31" }],
    ["--from", { cron: "@daily", from: "soon" }],
    ["--count", { cron: "@daily", count: "0" }],
    ["--count", { cron: "@daily", count: "many" }],
  ])("complains on stderr, with 64: %s", (words, options) => {
    const said = run(options);
    expect(said).toMatchObject({ code: 64, out: "" });
    expect(said.err).toContain(words);
  });
});
