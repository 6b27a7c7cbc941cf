import { chownSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { leaseMarginMs, leaseMs, type Sight } from "../../src/domain/lost.ts";
import { applyReport } from "../../src/store/apply.ts";
import { readRun } from "../../src/store/run-find.ts";
import { placesToTakeFrom } from "../../src/store/spool-places.ts";
import type { Store } from "../../src/store/store.ts";
import { tidy, type Tidied } from "../../src/store/tidy.ts";
import { endedReport, noon, sampleStart, valueOf } from "./sample.ts";
import { me, SpoolHost } from "./spool-rig.ts";

const actor = { user: "root", host: "db1" };

/** Of the boot of the sample runs, where no process of theirs lives any more. */
const sight: Sight = {
  bootId: "boot-1",
  machineId: "machine-1",
  pidNamespace: "4026531836",
  bootedAt: null,
  startTicksOf: () => null,
};

interface Changed {
  readonly now?: number;
  readonly uid?: number;
  readonly limit?: number;
  readonly sight?: Sight;
}

function tidyUp(host: SpoolHost, store: Store, changed: Changed = {}): Tidied {
  const question = { now: noon + 9, uid: me, limit: 999, sight, actor, ...changed };
  return valueOf(tidy(store, placesToTakeFrom(host.question), question));
}

function start(store: Store, id: string, reporterUid = me): void {
  const report = { kind: "run-started", start: sampleStart(id) } as const;
  valueOf(applyReport(store, report, { now: noon, reporterUid }));
}

const idsOf = ({ lost }: Tidied) => lost.map((run) => run.start.id);

describe("a run whose recorder is dead", () => {
  it("is lost, also where its start came from the spool just now", () => {
    using host = new SpoolHost();
    const store = host.open();
    start(store, "a");
    host.leave({ kind: "run-started", start: sampleStart("b") });
    expect(idsOf(tidyUp(host, store))).toEqual(["a", "b"]);
    expect(idsOf(tidyUp(host, store))).toEqual([]);
  });

  it("is not lost where its end came into the spool just before its recorder died", () => {
    using host = new SpoolHost();
    const store = host.open();
    start(store, "a");
    let isLeft = false;
    const startTicksOf = () => {
      if (!isLeft) host.leave(endedReport("a"));
      isLeft = true;
      return null;
    };
    const tidied = tidyUp(host, store, { sight: { ...sight, startTicksOf } });
    expect(tidied).toMatchObject({ takenIn: { recorded: 1 }, lost: [] });
    expect(valueOf(readRun(store, "a"))).toMatchObject({ end: { id: "a" }, lost: null });
  });

  it("is not lost while more waits in the spool than was taken in", () => {
    using host = new SpoolHost();
    const store = host.open();
    start(store, "a");
    for (let index = 0; index < 70; index += 1) host.leave(endedReport(`r${index}`), noon + index);
    host.leave(endedReport("a"), noon + 99);
    expect(tidyUp(host, store, { limit: 10 })).toMatchObject({ takenIn: { more: true }, lost: [] });
    expect(idsOf(tidyUp(host, store))).toEqual([]);
    expect(valueOf(readRun(store, "a"))?.lost).toBeNull();
  });

  it("is not lost for another user, who can't read its reporter's spool", () => {
    using host = new SpoolHost();
    const store = host.open();
    start(store, "theirs", 1_001);
    start(store, "mine", 1_000);
    expect(idsOf(tidyUp(host, store, { uid: 1_000 }))).toEqual(["mine"]);
    expect(idsOf(tidyUp(host, store, { uid: 0 }))).toEqual(["theirs"]);
  });

  it.skipIf(me !== 0)("is not lost for root where its end waits beside its owner's store", () => {
    using host = new SpoolHost();
    const store = host.open();
    start(store, "a", 1_000);
    const file = host.leave(endedReport("a"));
    for (const each of [file, host.spool, host.path]) chownSync(each, 1_000, 1_000);
    expect(tidyUp(host, store)).toMatchObject({ takenIn: { recorded: 1 }, lost: [] });
  });

  it("is not lost from afar as soon as its old start came out of the spool", () => {
    using host = new SpoolHost();
    const store = host.open();
    host.leave({ kind: "run-started", start: sampleStart("a") });
    const afar = { ...sight, pidNamespace: "1" };
    const late = noon + 10 * leaseMs;
    const over = late + leaseMs + leaseMarginMs;
    expect(idsOf(tidyUp(host, store, { now: late, sight: afar }))).toEqual([]);
    expect(idsOf(tidyUp(host, store, { now: over, sight: afar }))).toEqual([]);
    expect(idsOf(tidyUp(host, store, { now: over + 1, sight: afar }))).toEqual(["a"]);
  });

  it("is not lost where a place can't be looked into", () => {
    using host = new SpoolHost();
    const store = host.open();
    start(store, "a");
    const question = { now: noon + 9, uid: me, limit: 999, sight, actor };
    // Longer than the system takes a name: what it holds can't be told, whoever asks.
    const folder = join(host.folder, "x".repeat(300));
    const place = { folder, kind: "common", ownerUids: null } as const;
    const tidied = valueOf(tidy(store, [place], question));
    expect(tidied).toMatchObject({ takenIn: { hidden: true }, lost: [] });
  });
});
