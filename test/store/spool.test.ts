import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/domain/report.ts";
import { applyReport } from "../../src/store/apply.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readRun } from "../../src/store/run-find.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { placesToTakeFrom, spoolPlaces } from "../../src/store/spool-places.ts";
import { longestReport, writeSpool } from "../../src/store/spool-write.ts";
import { closeStore, type Store } from "../../src/store/store.ts";
import { endedReport, noon, sampleEnd, sampleStart, valueOf } from "./sample.ts";
import { me, SpoolHost } from "./spool-rig.ts";

const started: Report = { kind: "run-started", start: sampleStart("a") };
const nothing = { recorded: 0, known: 0, waiting: 0, setAside: [], more: false, hidden: false };
const close = {
  id: "r",
  endedAt: noon + 5,
  ending: { kind: "reported", success: true },
  summary: null,
  error: null,
} as const;

describe("where reports wait", () => {
  it("is beside a private store, then in the user's folder of this boot, then in memory", () => {
    const folders = (uid: number, storePath: string) =>
      spoolPlaces({ uid, storePath }).map(({ kind, folder }) => `${kind} ${folder}`);
    expect(folders(1_000, "/home/u/.local/state/luota/luota.db")).toEqual([
      "own /home/u/.local/state/luota/luota.db.spool",
      "own /run/user/1000/luota",
      "own /dev/shm/luota-1000",
    ]);
    expect(folders(1_000, "/var/lib/luota/luota.db")[0]).toBe("common /var/spool/luota");
  });

  it("is every user's for root, who takes in for all", () => {
    using host = new SpoolHost();
    mkdirSync(join(host.roots.runtime, "1000"));
    mkdirSync(join(host.roots.sharedMemory, "luota-1001"));
    mkdirSync(join(host.roots.sharedMemory, "other"));
    const places = (uid: number) =>
      placesToTakeFrom({ ...host.question, uid }).map(({ folder }) =>
        folder.slice(host.folder.length),
      );
    expect(places(0)).toEqual([
      "/luota.db.spool",
      "/run-user/0/luota",
      "/shm/luota-0",
      ...["/run-user/1000/luota", "/shm/luota-1000"],
      ...["/run-user/1001/luota", "/shm/luota-1001"],
      ...(me === 0 ? [] : [`/run-user/${me}/luota`, `/shm/luota-${me}`]),
    ]);
    expect(places(7)).toEqual(["/luota.db.spool", "/run-user/7/luota", "/shm/luota-7"]);
  });

  it.each([
    [
      "a link to elsewhere",
      (path: string) => {
        symlinkSync("/tmp", path);
      },
    ],
    [
      "a file",
      (path: string) => {
        writeFileSync(path, "");
      },
    ],
    [
      "open to everybody",
      (path: string) => {
        mkdirSync(path);
        chmodSync(path, 0o777);
      },
    ],
  ])("is the next place where the first is %s", (_, make) => {
    using host = new SpoolHost();
    make(host.spool);
    const file = host.leave(endedReport("a"));
    expect(dirname(file)).toBe(join(host.roots.runtime, String(me), "luota"));
    expect(host.take(host.open()).recorded).toBe(1);
  });

  it("is nowhere where no place will do, and each is named with the reason", () => {
    using host = new SpoolHost();
    writeFileSync(host.spool, "");
    rmSync(host.roots.runtime, { recursive: true });
    rmSync(host.roots.sharedMemory, { recursive: true });
    const waiting = { storePath: host.path, report: started, now: noon };
    expect(writeSpool(spoolPlaces(host.question), waiting)).toEqual({
      ok: false,
      failure: {
        kind: "no-place",
        tried: [
          { folder: host.spool, code: "untrusted" },
          { folder: join(host.roots.runtime, String(me), "luota"), code: "ENOENT" },
          { folder: join(host.roots.sharedMemory, `luota-${me}`), code: "ENOENT" },
        ],
      },
    });
  });

  it("keeps strangers out of an own folder, and lets anyone add to the common one", () => {
    using host = new SpoolHost();
    const file = host.leave(started);
    expect(lstatSync(dirname(file)).mode & 0o7777).toBe(0o700);
    expect(lstatSync(file).mode & 0o7777).toBe(0o600);
    const storePath = host.roots.systemStore;
    const common = spoolPlaces({ ...host.question, storePath });
    const added = valueOf(writeSpool(common, { storePath, report: started, now: noon }));
    expect(dirname(added)).toBe(host.roots.systemSpool);
    expect(lstatSync(host.roots.systemSpool).mode & 0o7777).toBe(0o1733);
  });

  it("does not take what is absurdly large", () => {
    using host = new SpoolHost();
    const report = endedReport("a", { payload: "x".repeat(longestReport) });
    const result = writeSpool(spoolPlaces(host.question), {
      storePath: host.path,
      report,
      now: noon,
    });
    expect(result).toMatchObject({ ok: false, failure: { kind: "too-large" } });
  });
});

describe("taking in", () => {
  it("records what waited, in its order, and takes the files away", () => {
    using host = new SpoolHost();
    host.leave(started);
    host.leave(endedReport("a"), noon + 1);
    host.leave(endedReport("b", { startedAt: noon + 2 }), noon + 2);
    const store = host.open();
    expect(host.take(store)).toEqual({ ...nothing, recorded: 3 });
    expect(ids(store)).toEqual(["b", "a"]);
    expect(valueOf(readRun(store, "a"))).toEqual({
      start: sampleStart("a"),
      end: sampleEnd("a"),
      lost: null,
      reporterUid: me,
    });
    expect(host.waiting()).toEqual([]);
    expect(host.take(store)).toEqual(nothing);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("finds known what was recorded before the file could be taken away", () => {
    using host = new SpoolHost();
    host.leave(endedReport("a"));
    const store = host.open();
    valueOf(applyReport(store, endedReport("a"), { now: noon, reporterUid: me }));
    expect(host.take(store)).toEqual({ ...nothing, known: 1 });
    expect(ids(store)).toEqual(["a"]);
    expect(host.waiting()).toEqual([]);
  });

  it("keeps an end until its start comes, and for a week at most", () => {
    using host = new SpoolHost();
    const store = host.open();
    host.leave({ kind: "run-closed", close });
    expect(host.take(store)).toEqual({ ...nothing, waiting: 1 });
    const start = sampleStart("r", { origin: "reported", recorder: null });
    host.leave({ kind: "run-started", start }, noon + 9);
    expect(host.take(store)).toEqual({ ...nothing, recorded: 1, waiting: 1 });
    expect(host.take(store)).toEqual({ ...nothing, recorded: 1 });
    host.leave({ kind: "run-closed", close: { ...close, id: "never" } });
    const later = host.take(store, noon + 8 * 86_400_000);
    expect(later.setAside.map(({ reason }) => reason)).toEqual(["refused: unknown-run"]);
  });

  it("leaves alone what waits for another store, or was written by a later luota", () => {
    using host = new SpoolHost();
    const store = host.open();
    const file = host.leave(started);
    writeFileSync(file, host.text(started, "/elsewhere/luota.db"));
    writeFileSync(host.leave(started), host.text(started).replace('"v":1', '"v":2'));
    valueOf(
      writeSpool([{ folder: host.spool, kind: "own", ownerUids: [me] }], {
        storePath: "/elsewhere/luota.db",
        report: started,
        now: noon,
      }),
    );
    expect(host.take(store)).toEqual(nothing);
    expect(host.waiting()).toHaveLength(3);
    expect(ids(store)).toEqual([]);
  });

  it("takes about as many as were asked for, oldest first", () => {
    using host = new SpoolHost();
    const store = host.open();
    for (let index = 0; index < 150; index += 1) host.leave(endedReport(`r${index}`), noon + index);
    expect(host.take(store, noon, 100)).toEqual({ ...nothing, recorded: 128, more: true });
    expect(valueOf(readRun(store, "r127"))).not.toBeNull();
    expect(host.waiting()).toHaveLength(22);
  });

  it("clears away what a crash left unfinished, once it is old", () => {
    using host = new SpoolHost();
    const file = host.leave(started);
    const part = join(host.spool, ".00001763640000-000001-0123456789abcdef-0123456789.json.part");
    renameSync(file, part);
    const store = host.open();
    utimesSync(part, noon / 1_000, noon / 1_000);
    host.take(store, noon + 60_000);
    expect(existsSync(part)).toBe(true);
    host.take(store, noon + 2 * 3_600_000);
    expect(existsSync(part)).toBe(false);
  });

  it("waits where the store can't be written, and nothing is lost", () => {
    using host = new SpoolHost();
    host.leave(endedReport("a"));
    const holder = host.open();
    const taker = host.open({ busyTimeoutMs: 0 });
    holder.database.exec("BEGIN IMMEDIATE");
    const busy = () => host.take(taker);
    expect(busy).toThrow("locked");
    expect(host.waiting()).toHaveLength(1);
    holder.database.exec("ROLLBACK");
    expect(host.take(taker).recorded).toBe(1);
    closeStore(holder);
  });

  it("brings the true end of a run that was thought lost", () => {
    using host = new SpoolHost();
    const store = host.open();
    valueOf(applyReport(store, started, { now: noon, reporterUid: me }));
    store.database.exec(
      `INSERT INTO run_events (run, at, kind, data) VALUES (1, ${noon}, 'lost', '{"at":${noon},"jobAlive":null}')`,
    );
    host.leave(endedReport("a"));
    host.take(store);
    expect(valueOf(readRun(store, "a"))).toMatchObject({
      end: { ending: { kind: "exited", exitCode: 0 } },
      lost: { at: noon, jobAlive: null },
    });
  });
});

function ids(store: Store): string[] {
  return valueOf(readRuns(store, { limit: 999, outputs: false })).map((run) => run.start.id);
}
