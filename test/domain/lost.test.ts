import { describe, expect, it } from "vitest";
import {
  isInTheWay,
  jobAlive,
  leaseMarginMs,
  liveness,
  type Liveness,
  type Sight,
} from "../../src/domain/lost.ts";
import type { RecorderIdentity, Run } from "../../src/domain/run.ts";

const now = 1_000_000_000;

const recorder: RecorderIdentity = {
  pid: 10,
  startTicks: 777,
  bootId: "boot",
  machineId: "machine",
  pidNamespace: "1",
};

const sight: Sight = {
  bootId: "boot",
  machineId: "machine",
  pidNamespace: "1",
  bootedAt: now - 100_000,
  startTicksOf: (pid) => (pid === 10 ? 777 : null),
};

const valid = now;
const justOver = now - leaseMarginMs - 1;

describe("whether a recorder lives", () => {
  it.each<[string, Partial<RecorderIdentity>, Partial<Sight>, number, Liveness]>([
    ["its process is there", {}, {}, justOver, "alive"],
    ["no process has its pid", { pid: 11 }, {}, valid, "dead"],
    ["a later process has its pid", { startTicks: 776 }, {}, valid, "dead"],
    [
      "processes of others are hidden, its lease holds",
      {},
      { startTicksOf: () => "hidden" },
      valid,
      "unknown",
    ],
    [
      "processes of others are hidden, its lease is over",
      {},
      { startTicksOf: () => "hidden" },
      justOver,
      "dead",
    ],
    ["it was an earlier boot of this machine", { bootId: "earlier" }, {}, valid, "dead"],
    [
      "it is another machine, its lease holds",
      { bootId: "b", machineId: "m" },
      {},
      valid,
      "unknown",
    ],
    [
      "it is another machine, its lease is over",
      { bootId: "b", machineId: "m" },
      {},
      justOver,
      "dead",
    ],
    ["it is another container of this kernel", { pidNamespace: "2" }, {}, valid, "unknown"],
    [
      "it is another container with a machine id of its own",
      { pidNamespace: "2", machineId: "m" },
      {},
      valid,
      "unknown",
    ],
    ["it is another container, its lease is over", { pidNamespace: "2" }, {}, justOver, "dead"],
    [
      "clocks differ by less than the margin",
      { pidNamespace: "2" },
      {},
      now - leaseMarginMs,
      "unknown",
    ],
    ["machines have no id", { machineId: "", bootId: "b" }, { machineId: "" }, valid, "unknown"],
    ["this process knows no boot", {}, { bootId: "" }, valid, "unknown"],
    ["nobody knows a boot", { bootId: "" }, { bootId: "" }, valid, "unknown"],
    ["nobody knows a pid namespace", { pidNamespace: "" }, { pidNamespace: "" }, valid, "unknown"],
  ])("where %s", (_, who, seen, until, answer) => {
    const state = liveness({ ...recorder, ...who }, { ...sight, ...seen }, { until, now });
    expect(state).toBe(answer);
  });
});

/** The process of pid 20 was born 50 s after the boot, so 50 s before now. */
const born = now - 50_000;
const withJob: Sight = { ...sight, startTicksOf: (pid) => (pid === 20 ? 5_000 : null) };

describe("whether a job outlived its recorder", () => {
  it.each<[string, Partial<Parameters<typeof jobAlive>[0]>, Partial<Sight>, boolean | null]>([
    ["it is there", {}, {}, true],
    ["it is gone", { pid: 21 }, {}, false],
    ["a later process has its pid", { startedAt: born - 20_000 }, {}, false],
    ["its pid was not known", { pid: null }, {}, null],
    ["it told of itself", { recorder: null }, {}, null],
    ["it is in another container", { recorder: { ...recorder, pidNamespace: "2" } }, {}, null],
    ["it was an earlier boot", { recorder: { ...recorder, bootId: "earlier" } }, {}, false],
    ["processes of others are hidden", {}, { startTicksOf: () => "hidden" }, null],
    ["the system does not tell when it booted", {}, { bootedAt: null }, null],
  ])("where %s", (_, start, seen, answer) => {
    const job = { pid: 20, startedAt: born, recorder, ...start };
    expect(jobAlive(job, { ...withJob, ...seen })).toBe(answer);
  });
});

describe("whether an open run is in the way", () => {
  it.each<[string, Partial<RecorderIdentity> | null, boolean]>([
    ["its recorder lives", {}, true],
    ["its recorder can't be seen", { pidNamespace: "2" }, true],
    ["its recorder is gone and its job too", { pid: 11 }, false],
    ["it was started by hand", null, true],
  ])("where %s", (_, who, answer) => {
    const start = {
      pid: 99,
      startedAt: born,
      recorder: who === null ? null : { ...recorder, ...who },
    };
    expect(isInTheWay({ run: { start } as Run, leaseUntil: now }, sight, now)).toBe(answer);
  });

  it("where its recorder is gone but its job goes on", () => {
    const start = { pid: 20, startedAt: born, recorder: { ...recorder, pid: 11 } };
    expect(isInTheWay({ run: { start } as Run, leaseUntil: now }, withJob, now)).toBe(true);
  });
});
