import { describe, expect, test } from "vitest";
import { createLog } from "../../src/daemon/log.ts";
import { secretsFrom } from "../../src/text/secrets.ts";

const secret = "hunter2-hunter2";

function logged(human: boolean): {
  readonly lines: string[];
  readonly log: ReturnType<typeof createLog>;
} {
  const lines: string[] = [];
  const now = () => Date.UTC(2027, 0, 1, 2, 3, 4, 5);
  const write = (line: string) => lines.push(line);
  return { lines, log: createLog({ write, now, human, secrets: secretsFrom([secret]) }) };
}

describe("the log of a watcher", () => {
  test("is one JSON object a line for machines", () => {
    const { lines, log } = logged(false);
    log("warn", "run-lost", "two\nlines", { run: "a", isolated: true, attempt: 2, slot: null });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/u);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      ...{
        at: "2027-01-01T02:03:04.005Z",
        level: "warn",
        event: "run-lost",
        message: "two\nlines",
      },
      ...{ run: "a", isolated: true, attempt: 2, slot: null },
    });
  });

  test("is a line with the time for people, and obeys no escape in it", () => {
    const { lines, log } = logged(true);
    log("info", "started", "job starts\u001b[2J");
    log("error", "x", "broken");
    expect(lines[0]).toMatch(/^02:03:04\.005 job starts.*\n$/u);
    expect(lines[0]).not.toContain("\u001b");
    expect(lines[1]).toBe("02:03:04.005 error: broken\n");
  });

  test.each([true, false])("holds no secret (for people: %s)", (human) => {
    const { lines, log } = logged(human);
    log("error", "x", `can't reach https://a:${secret}@b`, { url: `?token=${secret}` });
    expect(lines.join("")).not.toContain(secret);
    expect(lines.join("")).toContain("can't reach");
  });
});
