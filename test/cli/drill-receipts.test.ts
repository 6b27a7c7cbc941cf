import { describe, expect, test } from "vitest";
import { attemptLine } from "../../src/cli/view/drill-attempt.ts";
import { firstReceipts } from "../../src/domain/drill-score.ts";
import type { StoredAttempt } from "../../src/store/delivering.ts";
import { at } from "./incident-stage.ts";

const attempt = (change: Partial<StoredAttempt>): StoredAttempt => ({
  ...{ id: 1, message: 1, route: "ops-slack", recipient: "", number: 1, state: "delivered" },
  ...{ begunAt: at("14:00:00"), endedAt: at("14:00:01"), tookMs: 1_000, reason: null },
  ...{ receipt: null, notices: [1] },
  ...change,
});

test("a route's receipt is its first delivery, and a route without one is named", () => {
  const attempts = [
    attempt({ state: "try-later" }),
    attempt({ endedAt: at("14:00:05") }),
    attempt({ endedAt: at("14:00:09") }),
    attempt({ route: "mail", state: "unknown" }),
  ];
  expect(firstReceipts(["ops-slack", "mail", "ops-slack", "pager"], attempts)).toEqual([
    { route: "ops-slack", receivedAt: at("14:00:05") },
    { route: "mail", receivedAt: null },
    { route: "pager", receivedAt: null },
  ]);
});

describe("an attempt as a line", () => {
  const receipt = (text: string, status: number | null = 200) => ({
    receipt: { text, status, reference: null },
  });
  test.each<[string, Partial<StoredAttempt>]>([
    ["ops-slack: receipt: 200 ok", receipt("ok")],
    [
      "mail (a@b.example): receipt: queued as 4F2A",
      { ...receipt("queued as 4F2A", null), route: "mail", recipient: "a@b.example" },
    ],
    ["ops-slack: receipt: yes", {}],
    [
      "ops-slack: refused: HTTP 404",
      { state: "refused", reason: "HTTP 404", ...receipt("gone", 404) },
    ],
    [
      "ops-slack: not delivered, to be tried again: timed out",
      { state: "try-later", reason: "timed out" },
    ],
    ["ops-slack: left, and no answer came: reset", { state: "unknown", reason: "reset" }],
  ])("%s", (line, change) => {
    expect(attemptLine(attempt(change), at("14:00:01"))).toBe(`  14:00:01  ${line}`);
  });

  test("does nothing to the terminal, and is short", () => {
    const line = attemptLine(
      attempt(receipt(`\u001b[2J${"x".repeat(4_000)}\r\nevil`)),
      at("14:00:01"),
    );
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(line.length).toBeLessThan(250);
  });
});
