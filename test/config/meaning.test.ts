import { describe, expect, test } from "vitest";
import type { Monitor } from "../../src/domain/monitor.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import { claimed } from "../domain/claimed-step.ts";
import { configOf, told } from "./read.ts";
import { fileProbe } from "../domain/file-probe.ts";

const monitorOf = (main: string): Monitor => {
  const [monitor] = configOf(main).monitors;
  if (monitor === undefined) throw new Error("there is no monitor");
  return monitor;
};
const job = (said: string) => monitorOf(`monitors: { x: { every: 1h, command: make${said} } }`).job;

describe("what a key means", () => {
  test("a name alone is a monitor with quiet defaults", () => {
    expect(monitorOf("monitors:\n  x:")).toEqual(defaultMonitor("x"));
  });

  test.each([
    ["every: 15m", { cadence: { kind: "every", everyMs: 900_000 } }],
    [
      'cron: "0 2 * * *"',
      { cadence: { kind: "cron", pattern: "0 2 * * *", timezone: "Europe/Helsinki" } },
    ],
    [
      'cron: "0 2 * * *", timezone: UTC',
      { cadence: { kind: "cron", pattern: "0 2 * * *", timezone: "UTC" } },
    ],
    ["grace: 1h30m", { graceMs: 5_400_000 }],
    ["early: 0s", { earlyMs: 0 }],
    ["timeout: 500ms", { timeoutMs: 500 }],
    ["finishWithin: 2h", { finishWithinMs: 7_200_000 }],
    ["minDuration: 2s", { minDurationMs: 2000 }],
    ["severity: 1", { severity: 1 }],
    ["was: a", { was: ["a"] }],
    ["was: [a, b]", { was: ["a", "b"] }],
    ["evidence: dumped", { evidence: [claimed("dumped")] }],
    ["evidence: [{ up: { within: 5m } }]", { evidence: [claimed("up", 300_000)] }],
    ["exitCodes: { warn: 3 }", { exitCodes: { ok: [0], warn: [3], skip: [] } }],
    ["exitCodes: { skip: 0 }", { exitCodes: { ok: [], warn: [], skip: [0] } }],
    ["exitCodes: { ok: [1] }", { exitCodes: { ok: [1], warn: [], skip: [] } }],
    ["remind: never", { remindMs: null }],
    ["remind: 2h", { remindMs: 7_200_000 }],
    ["hosts: web-*", { hosts: ["web-*"] }],
    ["reporters: [a, b]", { reporters: ["a", "b"] }],
    ["drillEvery: 30d", { drillEveryMs: 2_592_000_000 }],
    ["promise: >-\n   two\n   lines\n  ", { promise: "two lines" }],
    [
      "freshness: { file: /srv/a, maxAge: 10m }",
      {
        freshness: {
          probe: fileProbe("/srv/a", { maxAgeMs: 600_000 }),
          lookEveryMs: 60_000,
        },
      },
    ],
    [
      "freshness: { file: /srv/a, maxAge: 2s }",
      {
        freshness: {
          probe: fileProbe("/srv/a", { maxAgeMs: 2000 }),
          lookEveryMs: 1000,
        },
      },
    ],
    [
      "freshness: { file: /srv/a, minSize: 1KiB }",
      {
        freshness: {
          probe: fileProbe("/srv/a", { minSize: 1024 }),
          lookEveryMs: 300_000,
        },
      },
    ],
  ])("%s", (said, expected) => {
    const text = said.includes("\n") ? `monitors:\n x:\n  ${said}` : `monitors: { x: { ${said} } }`;
    expect(monitorOf(text)).toEqual({ ...defaultMonitor("x"), ...expected });
  });

  test("a job has the defaults of the design", () => {
    expect(job("")).toEqual({
      command: "make",
      shell: "/bin/sh",
      user: null,
      cwd: null,
      env: {},
      nice: null,
      overlap: "skip",
      retry: { attempts: 0, backoffMs: 60_000 },
      catchUp: "once",
      jitterMs: null,
      isolate: "auto",
    });
  });

  test("what starts like a reference and is none is refused", () => {
    const text = "monitors: { x: { every: 1h, command: make, env: { G: 'env:' } } }";
    expect(told(text)).toEqual(["luota.yaml:1:54: `G` can't be `env:`"]);
  });

  test("variables are texts as they were written, or the places of secrets", () => {
    expect(job(", env: { A: env:B, C: file:/d, E: 08, F: true, G: 1.50 }")?.env).toEqual({
      A: { kind: "env", name: "B" },
      C: { kind: "file", path: "/d" },
      E: { kind: "text", text: "08" },
      F: { kind: "text", text: "true" },
      G: { kind: "text", text: "1.50" },
    });
  });

  test("a monitor's own word comes before defaults, and jobs' defaults wait for a command", () => {
    const text = `
defaults: { severity: 4, grace: 1m, timezone: UTC, user: batch, env: { A: "1", B: "1" } }
monitors:
  a: { every: 1h, severity: 1 }
  b: { cron: "@daily", command: make, env: { B: "2" } }`;
    const [a, b] = configOf(text).monitors;
    expect(a).toMatchObject({ severity: 1, graceMs: 60_000, job: null });
    expect(b).toMatchObject({
      severity: 4,
      cadence: { timezone: "UTC" },
      job: { user: "batch", env: { A: { text: "1" }, B: { text: "2" } } },
    });
  });

  test("reminders come from the monitor, else from the owner, else daily", () => {
    const text = `
owners: { a: { remind: 1h }, b: {}, c: { remind: never } }
monitors: { own: { owner: a, remind: 2h }, a: { owner: a }, b: { owner: b }, c: { owner: c }, none: {} }`;
    expect(configOf(text).monitors.map((monitor) => monitor.remindMs)).toEqual([
      7_200_000,
      3_600_000,
      86_400_000,
      null,
      86_400_000,
    ]);
  });

  test("escalation is sorted by time, and an owner goes by its title", () => {
    const text = `
routes: { r: { slack: { webhook: env:A } } }
owners: { a: { name: Ops, routes: r, escalate: [{ after: 1h, routes: r }, { after: 5m, routes: [r] }] } }`;
    expect(configOf(text).owners).toEqual([
      {
        name: "a",
        title: "Ops",
        routes: ["r"],
        remindMs: 86_400_000,
        escalate: [
          { afterMs: 300_000, routes: ["r"] },
          { afterMs: 3_600_000, routes: ["r"] },
        ],
      },
    ]);
  });

  test.each([
    ["587", "starttls"],
    ["25", "starttls"],
    ["465", "implicit"],
  ])("mail on port %s speaks %s unless told otherwise", (port, security) => {
    const text = `routes: { r: { email: { from: a@b.example, to: c@d.example, smtp: { host: h, port: ${port} } } } }`;
    expect(configOf(text).routes[0]?.target).toMatchObject({
      mailer: { smtp: { security } },
    });
  });

  test("a silence's times are read from the clock of its zone, unless they bring an offset", () => {
    const text = `
timezone: America/New_York
silences:
  - { reason: a, from: 2026-07-01T12:00, until: 2026-07-01T12:00Z, timezone: Europe/Helsinki }
  - { reason: b, from: 2026-07-01, until: "2026-07-02 00:00:30+02:00" }`;
    const iso = (at: number) => new Date(at).toISOString();
    const windows = configOf(text).silences.map(({ window }) =>
      window.kind === "once" ? [iso(window.from), iso(window.until)] : [],
    );
    expect(windows).toEqual([
      ["2026-07-01T09:00:00.000Z", "2026-07-01T12:00:00.000Z"],
      ["2026-07-01T04:00:00.000Z", "2026-07-01T22:00:30.000Z"],
    ]);
  });
});
