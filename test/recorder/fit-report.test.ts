import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { decodeReport } from "../../src/domain/report-decode.ts";
import type { Report } from "../../src/domain/report.ts";
import type { JobEnd } from "../../src/process/request.ts";
import { describeEnd } from "../../src/recorder/describe-end.ts";
import { describeStart, type StartedRun } from "../../src/recorder/describe-start.ts";
import { recorderIdentity } from "../../src/recorder/host-facts.ts";
import { spoolText } from "../../src/store/spool-write.ts";
import { secretsFrom } from "../../src/text/secrets.ts";
import { seeded } from "../rig/seeded.ts";
import { throwawayFolder } from "./plan.ts";

const secret = "hunter2-hunter2";
const secrets = secretsFrom([secret]);
const id = "0123456789abcdef";

/** What a spool file of it says, read as one from outside. */
function readBack(report: Report) {
  const text = spoolText({ storePath: "/s", report, now: 1 });
  return decodeReport((JSON.parse(text) as { report: unknown }).report);
}

function started(change: Partial<StartedRun>): StartedRun {
  return {
    ...{ id, monitor: "job", origin: "wrapped", startedAt: 1_000 },
    ...{ words: null, program: null, pid: 7, uid: 0, cwd: null, environment: {} },
    ...{ sha: null, externalId: null, tags: {}, payload: null, recorder: recorderIdentity() },
    ...change,
  };
}

function jobEnd(reason: string, bytes: Buffer): JobEnd {
  const stream = { kind: "bytes", bytes: bytes.length, head: bytes, tail: bytes } as const;
  return {
    ending: { kind: "unstartable", exitCode: 127, reason },
    ...{ durationMs: 1.5, cpuMs: null, peakMemory: null, dieOf: null },
    output: { stdout: stream, stderr: stream, merged: false },
  };
}

const seeds = Array.from({ length: 25 }, (_, index) => [index] as const);

it.each(seeds)("whatever a run brings along, its own reader takes the report (seed %i)", (seed) => {
  const random = seeded(seed);
  const pieces = [
    "a",
    "é",
    "\u{1f600}",
    "\ud83d",
    "\u001b[31m",
    `${secret} `,
    "\n",
    "x".repeat(99),
  ];
  const long = (most: number) => {
    const piece = pieces[Math.floor(random() * pieces.length)] ?? "";
    return piece.repeat(Math.ceil((random() * most) / piece.length));
  };
  const start = describeStart(
    started({
      words: ["sh", "-c", long(200_000), long(70_000)],
      environment: { LUOTA_SHA: long(3_000), LUOTA_RUN_ID: long(99) },
      externalId: long(140_000),
      tags: { a: long(140_000) },
      payload: { [long(70)]: [long(70_000)] },
    }),
    secrets,
  );
  const ended = { id, endedAt: 2_000, summary: long(140_000) };
  const job = jobEnd(long(140_000), Buffer.from(long(9_000)));
  const end = describeEnd({ ...ended, job }, secrets);
  expect(readBack({ kind: "run-started", start })).toMatchObject({ ok: true });
  expect(readBack({ kind: "run-ended", start, end })).toMatchObject({ ok: true });
});

it("of too long ones the beginning is kept", () => {
  const start = describeStart(started({ sha: "0".repeat(1_100) }), secrets);
  expect(start.sha).toBe("0".repeat(1_024));
  const job = jobEnd("gone", Buffer.alloc(0));
  const ended = { id, endedAt: 2_000, summary: `${"s".repeat(65_530)}${secret}`, job };
  expect(describeEnd(ended, secrets).summary).toBe("s".repeat(65_530));
});

it("the path of a script and the reason why it did not start are redacted too", () => {
  using folder = throwawayFolder();
  const cwd = join(folder.path, secret);
  mkdirSync(cwd);
  writeFileSync(join(cwd, "job.sh"), "#!/bin/sh\n");
  // A time before 1970 is no instant that a report may hold.
  const early = new Date(-5_000_000);
  utimesSync(join(cwd, "job.sh"), early, early);
  const start = describeStart(started({ words: ["sh", "job.sh"], cwd }), secrets);
  expect(start.script).toMatchObject({
    path: join(folder.path, "[redacted]", "job.sh"),
    modifiedAt: null,
  });
  const job = jobEnd(`${cwd}: not found`, Buffer.alloc(0));
  const end = describeEnd({ id, endedAt: 2_000, summary: null, job }, secrets);
  const reason = `${join(folder.path, "[redacted]")}: not found`;
  expect(end).toMatchObject({ ending: { reason }, error: reason });
});
