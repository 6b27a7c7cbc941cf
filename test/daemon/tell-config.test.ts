import { expect, test } from "vitest";
import { tellApplied } from "../../src/daemon/tell-config.ts";

test("a config in force tells what changed, and which histories stay apart", () => {
  const lines: string[] = [];
  const notRenamed = [{ from: "old", to: "new" }];
  const counts = { added: 2, withdrawn: 0, cadenceChanged: 1, notRenamed };
  tellApplied(
    { number: 7, changed: true, files: ["/etc/luota.yaml"], ...counts },
    (level, _, text) => lines.push(`${level}: ${text}`),
  );
  expect(lines).toEqual([
    "info: config 7 is in force (/etc/luota.yaml), 2 added, 1 with a new cadence",
    "warn: new had a history already, so that of old stays apart",
  ]);
});
