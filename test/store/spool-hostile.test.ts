import { execFileSync } from "node:child_process";
import {
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/domain/report.ts";
import { applyReport } from "../../src/store/apply.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readRun } from "../../src/store/run-find.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { mostKept, mostSetAside, setAside } from "../../src/store/spool-aside.ts";
import { withFolders } from "../../src/store/spool-folder.ts";
import { listWaiting } from "../../src/store/spool-list.ts";
import { placesToTakeFrom } from "../../src/store/spool-places.ts";
import { endedReport, noon, sampleStart, valueOf } from "./sample.ts";
import { me, SpoolHost } from "./spool-rig.ts";

const report = endedReport("a");
const asideOf = (host: SpoolHost) => `${host.path}.set-aside`;
const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;

/** Puts text in place of a waiting report. */
const text = (make: (host: SpoolHost) => string) => (host: SpoolHost, file: string) => {
  writeFileSync(file, make(host));
};
const instead =
  (make: (file: string, host: SpoolHost) => void) => (host: SpoolHost, file: string) => {
    rmSync(file);
    make(file, host);
  };
const edited = (from: string, to: string) => text((host) => host.text(report).replace(from, to));

describe("a spool file that is not what it should be is set aside with its reason, and harms nothing", () => {
  it.each<[string, (host: SpoolHost, file: string) => void, string]>([
    ["half of one", text((host) => host.text(report).slice(0, 200)), "not a JSON object"],
    ["empty", text(() => ""), "not a JSON object"],
    ["a list", text(() => "[1]"), "not a JSON object"],
    [
      "binary",
      instead((file) => {
        writeFileSync(file, Buffer.from([0x7b, 0xff, 0xfe]));
      }),
      "not UTF-8",
    ],
    ["of no version", edited('"v":1', '"v":"1"'), "not a report"],
    [
      "of an unknown kind",
      edited('"run-ended"', '"run-eaten"'),
      "report.kind: expected one of run-started, run-ended, run-closed, signal",
    ],
    [
      "with a member too many",
      edited('"tags"', '"more":1,"tags"'),
      "report.start.more: expected no such member",
    ],
    [
      "with a member missing",
      edited('"origin":"wrapped",', ""),
      "report.start.origin: expected one of wrapped, reported",
    ],
    ["with a forged monitor", edited('"billing-sync"', '"billing sync"'), "report.start.monitor"],
    [
      "with an exit code out of range",
      edited('"exitCode":0', '"exitCode":256'),
      "report.end.ending.exitCode",
    ],
    [
      "with an end for another run",
      edited('"end":{"id":"a"', '"end":{"id":"b"'),
      "report.end.id: expected the id of the start",
    ],
    [
      "with an instant beyond time",
      edited(`"startedAt":${noon}`, '"startedAt":1e300'),
      "report.start.startedAt",
    ],
    [
      "nested absurdly deep",
      edited('{"invoices":[1,2.5,null]}', deep),
      "report.start.payload: expected JSON of at most 110 levels",
    ],
    [
      "too large",
      instead((file) => {
        writeFileSync(file, "");
        truncateSync(file, 5_000_000);
      }),
      "too large",
    ],
    [
      "a symbolic link",
      instead((file) => {
        symlinkSync("/etc/passwd", file);
      }),
      "a symbolic link",
    ],
    [
      "a hard link",
      instead((file, host) => {
        writeFileSync(join(host.folder, "x"), host.text(report));
        linkSync(join(host.folder, "x"), file);
      }),
      "a file with several names",
    ],
    [
      "a FIFO",
      instead((file) => {
        execFileSync("mkfifo", [file]);
      }),
      "not a regular file",
    ],
    [
      "a folder",
      instead((file) => {
        mkdirSync(file);
      }),
      "not a regular file",
    ],
  ])("%s", (_, forge, reason) => {
    using host = new SpoolHost();
    const store = host.open();
    const file = host.leave(report);
    forge(host, file);
    host.leave(endedReport("good", { startedAt: noon + 1 }), noon + 1);
    const taken = host.take(store);
    expect(taken).toMatchObject({ recorded: 1, known: 0, waiting: 0 });
    expect(taken.setAside).toEqual([
      { path: file, reason: expect.stringContaining(reason) as string, kept: asideOf(host) },
    ]);
    expect(
      valueOf(readRuns(store, { limit: 9, outputs: false })).map((run) => run.start.id),
    ).toEqual(["good"]);
    const aside = asideOf(host);
    expect(lstatSync(aside).mode & 0o7777).toBe(0o700);
    const reasons = readdirSync(aside).filter((name) => name.endsWith(".reason"));
    expect(readFileSync(join(aside, reasons[0] ?? ""), "utf8")).toContain(reason);
    expect(host.waiting()).toEqual([]);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("keeps only the latest of many broken ones", () => {
    using host = new SpoolHost();
    const store = host.open();
    for (let index = 0; index < mostSetAside + 20; index += 1)
      writeFileSync(host.leave(report, noon + index), "x");
    expect(host.take(store).setAside).toHaveLength(mostSetAside + 20);
    const kept = readdirSync(asideOf(host)).filter((name) => name.endsWith(".json"));
    expect(kept).toHaveLength(mostSetAside);
    expect(kept.sort()[0]?.startsWith(String(noon + 20).padStart(14, "0"))).toBe(true);
  });

  it("does not use a folder that somebody put in the place of ours", () => {
    using host = new SpoolHost();
    const store = host.open();
    writeFileSync(host.leave(report), "x");
    const theirs = join(host.folder, "theirs");
    mkdirSync(theirs);
    symlinkSync(theirs, asideOf(host));
    expect(host.take(store).setAside).toHaveLength(1);
    expect(readdirSync(theirs)).toEqual([]);
    expect(lstatSync(asideOf(host)).isDirectory()).toBe(true);
  });
});

describe.skipIf(me !== 0)("a spool file of another user", () => {
  const started: Report = { kind: "run-started", start: sampleStart("a") };
  function leaveAs(host: SpoolHost, uid: number, each: Report): void {
    chownSync(host.leave(each), uid, uid);
  }

  it("is recorded under that user's uid", () => {
    using host = new SpoolHost();
    const store = host.open();
    leaveAs(host, 1_000, report);
    expect(host.take(store).recorded).toBe(1);
    expect(valueOf(readRun(store, "a"))?.reporterUid).toBe(1_000);
  });

  it.each<[string, number, Report, string]>([
    ["ends no run that another one reported", 1_001, report, "refused: other-reporter"],
    [
      "closes no run that another one reported",
      1_001,
      {
        kind: "run-closed",
        close: {
          id: "a",
          endedAt: noon,
          ending: { kind: "reported", success: true },
          summary: null,
          error: null,
        },
      },
      "refused: other-reporter",
    ],
    [
      "gives a known id no other monitor",
      1_000,
      endedReport("a", { monitor: "x" }),
      "refused: other-run",
    ],
  ])("%s", (_, uid, forged, reason) => {
    using host = new SpoolHost();
    const store = host.open();
    valueOf(applyReport(store, started, { now: noon, reporterUid: 1_000 }));
    leaveAs(host, uid, forged);
    expect(host.take(store).setAside.map((each) => each.reason)).toEqual([reason]);
    expect(valueOf(readRun(store, "a"))?.end).toBeNull();
    leaveAs(host, 1_000, report);
    expect(host.take(store).recorded).toBe(1);
  });
});

describe.skipIf(me !== 0)("a spool folder of another user", () => {
  /** A folder of user 1000 with a broken report in it. */
  function theirFolder(host: SpoolHost): { folder: string; file: string } {
    const folder = join(host.roots.sharedMemory, "luota-1000");
    mkdirSync(folder, { mode: 0o700 });
    const file = join(folder, basename(host.leave(report)));
    rmSync(host.spool, { recursive: true });
    writeFileSync(file, "x");
    chownSync(folder, 1_000, 1_000);
    return { folder, file };
  }

  function victim(host: SpoolHost): string {
    const folder = join(host.folder, "victim");
    mkdirSync(folder);
    for (let index = 0; index < mostSetAside + 5; index += 1)
      mkdirSync(join(folder, `${index}`, "deep"), { recursive: true });
    return folder;
  }

  it("gets nothing made, moved or deleted in it but the broken file, wherever its links lead", () => {
    using host = new SpoolHost();
    const store = host.open();
    const { folder } = theirFolder(host);
    const target = victim(host);
    symlinkSync(target, join(folder, "set-aside"));
    expect(host.take(store).setAside).toMatchObject([{ kept: asideOf(host) }]);
    expect(readdirSync(folder)).toEqual(["set-aside"]);
    expect(readdirSync(target)).toHaveLength(mostSetAside + 5);
    expect(lstatSync(asideOf(host)).uid).toBe(me);
  });

  it("is worked in by its descriptor: a link put in its place meanwhile leads nobody elsewhere", () => {
    using host = new SpoolHost();
    const { folder, file } = theirFolder(host);
    const target = victim(host);
    writeFileSync(join(target, basename(file)), "precious");
    const aside = withFolders(placesToTakeFrom(host.question), ({ folders }) => {
      const [waiting] = listWaiting(host.path, folders, noon);
      renameSync(folder, `${folder}-moved`);
      symlinkSync(target, folder);
      if (waiting === undefined) return null;
      const broken = { reason: "broken", content: null };
      return setAside(waiting, broken, { storePath: host.path, uid: me });
    });
    expect(aside).toBe(asideOf(host));
    expect(readFileSync(join(target, basename(file)), "utf8")).toBe("precious");
    expect(readdirSync(`${folder}-moved`)).toEqual([]);
    expect(host.take(host.open())).toMatchObject({ recorded: 0, setAside: [] });
  });

  it("keeps its broken file where the store lies in that user's folder too", () => {
    using host = new SpoolHost();
    const store = host.open();
    const { file } = theirFolder(host);
    chownSync(host.folder, 1_000, 1_000);
    expect(host.take(store)).toMatchObject({ recorded: 0, setAside: [] });
    expect(readFileSync(file, "utf8")).toBe("x");
    expect(readdirSync(host.folder)).not.toContain(basename(asideOf(host)));
  });

  it("is not looked into where that user put a link in its place", () => {
    using host = new SpoolHost();
    const store = host.open();
    const elsewhere = join(host.folder, "elsewhere");
    renameSync(dirname(host.leave(report)), elsewhere);
    symlinkSync(elsewhere, join(host.roots.sharedMemory, "luota-1000"));
    expect(host.take(store)).toMatchObject({ recorded: 0, hidden: false });
    expect(readdirSync(elsewhere)).toHaveLength(1);
  });

  it("is trusted beside a store of that user, whose reports then count as theirs", () => {
    using host = new SpoolHost();
    const store = host.open();
    const file = host.leave(report);
    for (const each of [file, host.spool, host.path]) chownSync(each, 1_000, 1_000);
    expect(host.take(store).recorded).toBe(1);
    expect(valueOf(readRun(store, "a"))?.reporterUid).toBe(1_000);
  });

  it("is not trusted beside a store of somebody else", () => {
    using host = new SpoolHost();
    const store = host.open();
    host.leave(report);
    chownSync(host.spool, 1_000, 1_000);
    expect(host.take(store).recorded).toBe(0);
  });
});

it("keeps no more than the beginning of a large broken file", () => {
  using host = new SpoolHost();
  const store = host.open();
  const file = host.leave(report);
  writeFileSync(file, "x".repeat(2 * mostKept));
  host.take(store);
  expect(lstatSync(join(asideOf(host), basename(file))).size).toBe(mostKept);
});
