import { describe, expect, test } from "vitest";
import { addMonitor } from "../../src/config/edit/add-monitor.ts";
import { configOf } from "./read.ts";

const added = "  new:\n    every: 5m\n";

describe("a monitor is added", () => {
  test.each([
    ["to an empty file", "", `monitors:\n${added}`],
    ["below comments alone", "# c\n", `# c\n\nmonitors:\n${added}`],
    ["where there are no monitors yet", "timezone: UTC", `timezone: UTC\n\nmonitors:\n${added}`],
    [
      "below the empty key",
      "monitors: # none yet\nowners: {}\n",
      `monitors: # none yet\n${added}owners: {}\n`,
    ],
    ["behind the last one", "monitors:\n  a: {}\n# c\n", `monitors:\n  a: {}\n${added}# c\n`],
    [
      "behind its comment and a file's end without a line break",
      "monitors:\n  a: {} # c",
      `monitors:\n  a: {} # c\n${added}`,
    ],
    [
      "behind the comments within it",
      "monitors:\n  a:\n    every: 1h\n    # own\n  # outer\n",
      `monitors:\n  a:\n    every: 1h\n    # own\n${added}  # outer\n`,
    ],
    [
      "with a line between, where the others have one",
      "monitors:\n  a: {}\n\n  b: {}\n\nowners: {}\n",
      `monitors:\n  a: {}\n\n  b: {}\n\n${added}\nowners: {}\n`,
    ],
    [
      "behind a text of several lines",
      "monitors:\n  a:\n    promise: |\n      one\n      two\nowners: {}\n",
      `monitors:\n  a:\n    promise: |\n      one\n      two\n${added}owners: {}\n`,
    ],
    [
      "as deep as the others are",
      "monitors:\n      a: {}\n",
      "monitors:\n      a: {}\n      new:\n        every: 5m\n",
    ],
    [
      "with the line breaks of the file",
      "monitors:\r\n  a: {}\r\n",
      "monitors:\r\n  a: {}\r\n  new:\r\n    every: 5m\r\n",
    ],
    [
      "before the end of the document",
      "---\nmonitors:\n  a: {}\n...\n",
      `---\nmonitors:\n  a: {}\n${added}...\n`,
    ],
    ["within braces", "monitors: { a: {} } # c\n", "monitors: { a: {}, new: { every: 5m } } # c\n"],
    ["within empty braces", "# c\nmonitors: {}\n", "# c\nmonitors: { new: { every: 5m } }\n"],
    [
      "where all is within braces",
      "{ timezone: UTC }\n",
      "{ timezone: UTC, monitors: { new: { every: 5m } } }\n",
    ],
  ])("%s", (_, before, after) => {
    expect(addMonitor(before, "new", { every: "5m" })).toBe(after);
    expect(configOf(after).monitors.find(({ name }) => name === "new")?.cadence).toEqual({
      kind: "every",
      everyMs: 300_000,
    });
  });

  test("with everything quoted that needs it", () => {
    const said = { promise: "Stripe: # paid", cron: "*/5 * * * *", command: "a 'b' \"c\"\nd" };
    const [monitor] = configOf(addMonitor("", "007", said)).monitors;
    expect(monitor).toMatchObject({
      name: "007",
      promise: "Stripe: # paid",
      cadence: { pattern: "*/5 * * * *" },
      job: { command: "a 'b' \"c\"\nd" },
    });
  });
});
