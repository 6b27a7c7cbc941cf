import { describe, expect, it } from "vitest";
import {
  isInTheWay,
  leaseMarginMs,
  leaseMs,
  reportedHindersMs,
  type Sight,
} from "../../src/domain/lost.ts";
import { applyReport } from "../../src/store/apply.ts";
import { readAuditEvents } from "../../src/store/audit-read.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { claimRun } from "../../src/store/claim.ts";
import { renewLease } from "../../src/store/lease.ts";
import { findDead, markLost } from "../../src/store/lost-mark.ts";
import { readRun } from "../../src/store/run-find.ts";
import { readSight } from "../../src/store/sight.ts";
import type { Store } from "../../src/store/store.ts";
import { startFixture } from "./child.ts";
import { myself } from "./living.ts";
import { endedReport, noon, sampleStart, StoreFolder, valueOf } from "./sample.ts";

const actor = { user: "root", host: "db1" };
const options = { now: noon, reporterUid: 0 };

function find(store: Store, now = noon, sight = readSight()): string[] {
  const question = { now, sight, actor, uid: 0 };
  const dead = valueOf(findDead(store, question));
  return valueOf(markLost(store, dead, question)).map((run) => run.start.id);
}

/** The start of a run recorded by this very process. */
function mine(id: string, change: Parameters<typeof sampleStart>[1] = {}) {
  return {
    kind: "run-started",
    start: sampleStart(id, { recorder: myself(), ...change }),
  } as const;
}

describe("lost runs", () => {
  it("are those whose recorder is gone, never those that live", async () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const { child, ended } = startFixture("claim-run", [folder.path, "theirs"]);
    await firstOutput(child.stdout);
    valueOf(applyReport(store, mine("mine"), options));
    expect(find(store, Date.now() + 99 * leaseMs)).toEqual([]);
    child.kill("SIGKILL");
    await ended;
    expect(find(store, Date.now())).toEqual(["theirs"]);
    expect(find(store, Date.now())).toEqual([]);
    expect(valueOf(readRun(store, "mine"))?.lost).toBeNull();
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("are found where another process got the same pid", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const recorder = { ...myself(), startTicks: myself().startTicks - 1 };
    valueOf(applyReport(store, mine("a", { recorder }), options));
    expect(find(store)).toEqual(["a"]);
  });

  it("tell whether the job itself still lives", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const recorder = { ...myself(), pid: 1, startTicks: 1 };
    const sight: Sight = {
      ...readSight(),
      bootedAt: noon - 60_000,
      startTicksOf: (pid) => (pid === 50 ? 6_010 : pid === 51 ? 9_999 : null),
    };
    for (const pid of [50, 51, 52]) {
      valueOf(applyReport(store, mine(`job${pid}`, { recorder, pid }), options));
    }
    find(store, noon + 7, sight);
    const notes = [50, 51, 52].map((pid) => valueOf(readRun(store, `job${pid}`))?.lost);
    expect(notes).toEqual([true, false, false].map((jobAlive) => ({ at: noon + 7, jobAlive })));
  });

  it("are told once in the chain, and a true end that comes later supersedes that", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const recorder = { ...myself(), startTicks: 1 };
    valueOf(applyReport(store, mine("a", { recorder }), options));
    find(store, noon + 1);
    find(store, noon + 2);
    const kinds = () =>
      valueOf(readAuditEvents(store, { limit: 9 })).map(({ event }) => event?.kind);
    expect(kinds()).toEqual(["run-lost", "store-created"]);
    valueOf(applyReport(store, endedReport("a", { recorder }), options));
    expect(kinds()).toEqual(["run-ended", "run-lost", "store-created"]);
    const [last] = valueOf(readAuditEvents(store, { limit: 1 }));
    expect(last?.event?.data).toMatchObject({ supersedes: "lost" });
    expect(valueOf(readRun(store, "a"))).toMatchObject({
      end: { ending: { kind: "exited" } },
      lost: { at: noon + 1 },
    });
    expect(find(store, noon + 3)).toEqual([]);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("of another container live as long as their lease, renewed or not", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const recorder = { ...myself(), pidNamespace: "4026539999" };
    valueOf(applyReport(store, mine("a", { recorder }), options));
    const over = noon + leaseMs + leaseMarginMs;
    expect(find(store, over)).toEqual([]);
    valueOf(renewLease(store, "a", noon + 3 * leaseMs));
    expect(find(store, over + 1)).toEqual([]);
    expect(find(store, noon + 3 * leaseMs + leaseMarginMs + 1)).toEqual(["a"]);
  });

  it.skipIf(process.getuid?.() !== 0)(
    "are not those in a container whose processes can't be seen",
    async () => {
      using folder = new StoreFolder();
      const before = 'set -- unshare --pid --fork --kill-child --mount-proc "$@"';
      const { child, ended } = startFixture("claim-run", [folder.path, "inside"], { before });
      await firstOutput(child.stdout);
      const store = folder.open();
      expect(valueOf(readRun(store, "inside"))?.start.recorder?.pid).toBe(1);
      expect(find(store, Date.now() + leaseMs)).toEqual([]);
      child.kill("SIGKILL");
      await ended;
      expect(find(store, Date.now() + leaseMs)).toEqual([]);
      expect(find(store, Date.now() + leaseMs + leaseMarginMs + 1_000)).toEqual(["inside"]);
    },
  );

  it("are never those that somebody reports by hand", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(applyReport(store, mine("a", { recorder: null, origin: "reported" }), options));
    expect(find(store, noon + 99 * leaseMs)).toEqual([]);
  });
});

describe("claiming a run alone", () => {
  const claim = (store: Store, id: string, monitor = "billing-sync") =>
    valueOf(
      claimRun(store, mine(id, { monitor }).start, {
        ...options,
        isInTheWay: (open) => isInTheWay(open, readSight(), noon),
      }),
    );

  it("works where no other run of its monitor goes on, and names the one that does", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    expect(claim(store, "a").kind).toBe("claimed");
    expect(claim(store, "a").kind).toBe("claimed");
    expect(claim(store, "b")).toMatchObject({ kind: "occupied", by: { start: { id: "a" } } });
    expect(valueOf(readRun(store, "b"))).toBeNull();
    expect(claim(store, "c", "other").kind).toBe("claimed");
    valueOf(applyReport(store, endedReport("a", { recorder: myself() }), options));
    expect(claim(store, "b").kind).toBe("claimed");
  });

  it("passes by runs whose recorder is gone, but not while their job lives", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const recorder = { ...myself(), startTicks: 1 };
    const dead = mine("dead", { recorder, pid: null });
    valueOf(applyReport(store, dead, options));
    expect(claim(store, "a").kind).toBe("claimed");
    valueOf(applyReport(store, endedReport("a", { recorder: myself() }), options));
    const sight = readSight();
    const startedAt = (sight.bootedAt ?? 0) + Number(sight.startTicksOf(process.pid)) * 10;
    const orphan = mine("orphan", { recorder, pid: process.pid, startedAt });
    valueOf(applyReport(store, orphan, options));
    expect(claim(store, "b")).toMatchObject({ kind: "occupied", by: { start: { id: "orphan" } } });
    find(store);
    expect(claim(store, "b")).toMatchObject({ kind: "occupied", by: { start: { id: "orphan" } } });
  });

  it.each([
    ["one's own", 1_000, 1_000, "occupied"],
    ["root's", 0, 1_000, "occupied"],
    ["another user's", 1_001, 1_000, "claimed"],
    ["another user's, for root", 1_001, 0, "claimed"],
  ])("heeds a run that goes on: %s", (_, reporterUid, uid, kind) => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(applyReport(store, mine("a"), { now: noon, reporterUid }));
    const claimed = claimRun(store, mine("b").start, {
      ...{ now: noon, reporterUid: uid },
      isInTheWay: (open) => isInTheWay(open, readSight(), noon),
    });
    expect(valueOf(claimed).kind).toBe(kind);
  });

  it("is held up by a reported run for a day at most", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const reported = mine("r", { recorder: null, origin: "reported" });
    valueOf(applyReport(store, reported, options));
    const at = (now: number) =>
      valueOf(
        claimRun(store, mine("b").start, {
          ...{ now, reporterUid: 0 },
          isInTheWay: (open) => isInTheWay(open, readSight(), now),
        }),
      ).kind;
    expect(at(noon + reportedHindersMs - 1)).toBe("occupied");
    expect(at(noon + reportedHindersMs)).toBe("claimed");
  });

  it("is won by one of many that claim at once", { timeout: 60_000 }, async () => {
    using folder = new StoreFolder();
    const racers = Array.from({ length: 8 }, (_, index) =>
      startFixture("claim-run", [folder.path, `racer${index}`]),
    );
    const answers = await Promise.all(racers.map(({ child }) => firstOutput(child.stdout)));
    for (const { child } of racers) child.kill("SIGKILL");
    await Promise.all(racers.map(({ ended }) => ended));
    expect(answers.filter((answer) => answer === "claimed\n")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "occupied\n")).toHaveLength(7);
  });
});

function firstOutput(stream: NodeJS.ReadableStream | null): Promise<string> {
  return new Promise((resolve) => {
    stream?.once("data", (chunk: Buffer) => {
      resolve(chunk.toString());
    });
    stream?.once("close", () => {
      resolve("");
    });
  });
}
