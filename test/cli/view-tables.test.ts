import { describe, expect, test } from "vitest";
import { outcomes } from "../../src/domain/run.ts";
import { lookOf } from "../../src/cli/view/look.ts";
import { renderAudit } from "../../src/cli/view/audit.ts";
import { renderRuns } from "../../src/cli/view/runs.ts";
import { renderStatus } from "../../src/cli/view/status.ts";
import { displayWidth } from "../../src/text/width.ts";
import { now, runThat, sampleMonitor, sampleRun } from "./sample-run.ts";

const plain = (width: number) => lookOf({ width, colour: false, unicode: true });
const ascii = (width: number) => lookOf({ width, colour: false, unicode: false });

const longName = "acme/北海道/the-sync-of-all-things-with-a-very-long-name";
const hostile = "\u001b[2J\u001b]52;c;eA==\u0007evil\u202e\r\nname";

describe("runs", () => {
  const runs = [
    runThat("running", { id: "3333aaaabbbbcccc", monitor: "billing-sync", startedAt: now - 5_000 }),
    runThat("killed", { id: "2222aaaabbbbcccc" }),
    sampleRun({ id: "1111aaaabbbbcccc" }),
  ];

  test("at 100 columns say what each came to", () => {
    expect(renderRuns(runs, plain(100), now)).toBe(
      `RUN       MONITOR         OUTCOME    STARTED (UTC)          TOOK  EXIT  SUMMARY
3333aaaa  billing-sync    running    2026-11-20 05:59:55
2222aaaa  nightly-backup  killed     2026-11-20 02:30:00  4m 12s  KILL
1111aaaa  nightly-backup  succeeded  2026-11-20 02:30:00  4m 12s     0  412 files
`,
    );
  });

  test("at 40 columns keep what matters most, with ages for times", () => {
    expect(renderRuns(runs, plain(40), now)).toBe(
      `RUN       MONITOR     OUTCOME    STARTED
3333aaaa  billing-s…  running    5s ago
2222aaaa  nightly-b…  killed     3h ago
1111aaaa  nightly-b…  succeeded  3h ago
`,
    );
  });

  test("none: a hint", () => {
    expect(renderRuns([], plain(80), now)).toContain("No recorded run matches");
  });
});

describe("status", () => {
  const monitors = [
    sampleMonitor("nightly-backup", ["succeeded", "succeeded", "failed", "succeeded"]),
    sampleMonitor("all", outcomes, { runningCount: 3 }),
    sampleMonitor("never-good", ["failed"]),
    sampleMonitor("only-beats", []),
  ];
  const rows = monitors.map((monitor) => ({ monitor, standing: null }));

  test("one line per monitor, the newest run at the right of its history", () => {
    expect(renderStatus(rows, plain(90), now)).toBe(
      `MONITOR         LAST RUN              HISTORY      STARTED    TOOK  LAST SUCCESS
nightly-backup  ✓ succeeded           ✓✗✓✓          3h ago  4m 12s        3h ago
all             ▸ running +2 running  -✗?○✗✗✗!✓◦▸   3h ago                3h ago
never-good      ✗ failed              ✗             3h ago  4m 12s         never
only-beats      no run yet                                                 never
`,
    );
  });

  test("without UTF-8 every glyph is ASCII, and still another for each kind of outcome", () => {
    const shown = renderStatus(rows, ascii(90), now);
    expect(shown).toMatch(/^[\n -~]*$/u);
    expect(shown).toContain("-x?oxxx!.~>");
  });

  test("colours say nothing that the words do not: without them the text is the same", () => {
    const coloured = renderStatus(rows, lookOf({ width: 90, colour: true, unicode: true }), now);
    expect(coloured).toContain("\u001b[31m✗ failed\u001b[39m");
    const escape = new RegExp(String.raw`\x1b\[\d+m`, "gu");
    expect(coloured.replace(escape, "")).toBe(renderStatus(rows, plain(90), now));
  });

  test("on an empty store says how to begin", () => {
    expect(renderStatus([], plain(80), now)).toContain("Put `luota run NAME --` in front of");
  });
});

const event = {
  seq: 12,
  at: now,
  kind: "run-ended",
  actor: { user: "backup", host: "db1" },
  subject: "7k2mabcd12345678",
  data: null,
  prev: "cd".repeat(32),
  hash: "ab".repeat(32),
};

test("audit shows each event with the beginning of its hash", () => {
  expect(renderAudit([event], plain(100))).toBe(
    `SEQ  AT (UTC)             EVENT      ABOUT             BY          HASH
 12  2026-11-20 06:00:00  run ended  7k2mabcd12345678  backup@db1  abababababab
`,
  );
});

describe.each([40, 60, 80, 120])("at %i columns", (width) => {
  const names = [longName, hostile, "x".repeat(128), "short"];
  const monitors = names.map((name, index) =>
    sampleMonitor(
      name,
      Array.from({ length: 20 }, (_, run) => outcomes[(run + index) % 11] ?? "lost"),
    ),
  );
  const runs = outcomes.flatMap((outcome) =>
    names.map((monitor) => runThat(outcome, { monitor, startedAt: now - 9e9 })),
  );
  const long = sampleRun({}, { summary: `${hostile}${"wide 北海道 ".repeat(5_000)}` });

  test.each([
    ["runs", renderRuns([...runs, long], plain(width), now)],
    ["runs in ASCII", renderRuns(runs, ascii(width), now)],
    [
      "status",
      renderStatus(
        monitors.map((monitor) => ({ monitor, standing: null })),
        plain(width),
        now,
      ),
    ],
    ["audit", renderAudit([{ ...event, actor: { user: longName, host: hostile } }], plain(width))],
  ])("no line of %s is wider, ends in space or acts on the terminal", (_, shown) => {
    for (const line of shown.trimEnd().split("\n")) {
      expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(line).not.toMatch(/\s$|[\p{Cc}\u202e]/u);
    }
    expect(shown.endsWith("\n")).toBe(true);
  });
});
