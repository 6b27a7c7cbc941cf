import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { openStore } from "../../src/store/open.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { closeStore } from "../../src/store/store.ts";
import { startFixture } from "./child.ts";
import { canMount, TinyDisk } from "./mount.ts";
import { endedReport, noon, sampleOutput, StoreFolder, valueOf } from "./sample.ts";

const options = { mode: "wrapper", now: noon, busyTimeoutMs: 250 } as const;
const text = "x".repeat(60_000);
const large = { kind: "text", bytes: 60_000, head: text, tail: "", truncated: false } as const;
const output = { ...sampleOutput, stdout: large, stderr: large };

describe.skipIf(!canMount())("a disk", () => {
  it("that is full from the start makes no store", () => {
    using disk = new TinyDisk("64k");
    writeFileSync(join(disk.folder, "filler"), Buffer.alloc(60_000));
    const opened = openStore({ ...options, path: join(disk.folder, "luota.db") });
    expect(opened).toMatchObject({ ok: false, failure: { kind: "full" } });
  });

  it("that fills up keeps what was acknowledged, and takes more once there is room", () => {
    using disk = new TinyDisk("1m");
    const path = join(disk.folder, "luota.db");
    const store = valueOf(openStore({ ...options, path }));
    const acknowledged: string[] = [];
    let failure: unknown = null;
    for (let index = 0; failure === null && index < 99; index += 1) {
      const report = endedReport(`run${index}`, {}, { output });
      const applied = applyReport(store, report, { now: noon, reporterUid: 0 });
      if (applied.ok) acknowledged.unshift(`run${index}`);
      else failure = applied.failure;
    }
    expect(failure).toEqual({ kind: "full", path });
    expect(acknowledged.length).toBeGreaterThan(1);
    const ids = () =>
      valueOf(readRuns(store, { limit: 99, outputs: true })).map((run) => run.start.id);
    expect(ids()).toEqual(acknowledged);
    // What readers and checkpoints leave behind may need room as well, so more is given than was asked.
    using roomier = new TinyDisk("4m");
    store.database.exec(`VACUUM INTO '${join(roomier.folder, "luota.db")}'`);
    closeStore(store);
    const moved = valueOf(
      openStore({ ...options, path: join(roomier.folder, "luota.db"), mode: "command" }),
    );
    valueOf(
      applyReport(moved, endedReport("later", {}, { output }), { now: noon, reporterUid: 0 }),
    );
    expect(valueOf(verifyAudit(moved))).toMatchObject({
      kind: "intact",
      events: acknowledged.length + 2,
    });
    closeStore(moved);
  });

  it("that is read-only says so", () => {
    using disk = new TinyDisk("1m");
    const path = join(disk.folder, "luota.db");
    const store = valueOf(openStore({ ...options, path }));
    closeStore(store);
    disk.makeReadOnly();
    const again = openStore({ ...options, path });
    const applied = again.ok
      ? applyReport(again.value, endedReport("a"), { now: noon, reporterUid: 0 })
      : again;
    expect(applied).toMatchObject({ ok: false, failure: { kind: "read-only" } });
    if (again.ok) closeStore(again.value);
    const other = openStore({ ...options, path: join(disk.folder, "other.db") });
    expect(other).toMatchObject({ ok: false, failure: { kind: "read-only" } });
  });
});

const nobody = 65_534;

describe.skipIf(process.getuid?.() !== 0)("another user", () => {
  async function tryAs(uid: number, path: string): Promise<string> {
    const { ended } = startFixture("try-write", [path, `by${uid}`], { uid });
    return (await ended).stdout;
  }

  it.each([
    ["may write a store of its group", 0o2770, 0o660, nobody, "recorded"],
    ["may not enter a private folder", 0o700, 0o660, 0, "no-permission"],
    ["may not write a private file", 0o755, 0o600, 0, "no-permission"],
    ["may not write beside a file it could write", 0o755, 0o666, 0, "no-permission"],
  ])("%s", async (_, folderMode, fileMode, group, answer) => {
    using folder = new StoreFolder();
    chmodSync(folder.folder, 0o755);
    const shared = join(folder.folder, "shared");
    mkdirSync(shared);
    const path = join(shared, "luota.db");
    closeStore(valueOf(folder.tryOpen({ path })));
    chownSync(shared, 0, group);
    chownSync(path, 0, group);
    chmodSync(shared, folderMode);
    chmodSync(path, fileMode);
    expect(await tryAs(nobody, path)).toBe(answer);
  });
});
