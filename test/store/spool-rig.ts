import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/domain/report.ts";
import { placesToTakeFrom, spoolPlaces, type SpoolRoots } from "../../src/store/spool-places.ts";
import { takeIn, type TakenIn } from "../../src/store/spool-take.ts";
import { spoolText, writeSpool } from "../../src/store/spool-write.ts";
import type { Store } from "../../src/store/store.ts";
import { noon, StoreFolder, valueOf } from "./sample.ts";

export const me = process.getuid?.() ?? 0;

/** A host of its own: a store, and every place where its reports may wait. */
export class SpoolHost extends StoreFolder {
  readonly roots: SpoolRoots = {
    systemStore: join(this.folder, "lib", "luota.db"),
    systemSpool: join(this.folder, "spool"),
    runtime: join(this.folder, "run-user"),
    sharedMemory: join(this.folder, "shm"),
  };

  constructor() {
    super();
    for (const each of ["lib", "run-user", "shm", join("run-user", String(me))]) {
      mkdirSync(join(this.folder, each));
    }
  }

  get question() {
    return { storePath: this.path, uid: me, roots: this.roots };
  }

  get spool(): string {
    return `${this.path}.spool`;
  }

  /** Leaves a report; gives the path of its file. */
  leave(report: Report, now = noon): string {
    const waiting = { storePath: this.path, report, now };
    return valueOf(writeSpool(spoolPlaces(this.question), waiting));
  }

  take(store: Store, now = noon, limit = 999): TakenIn {
    const places = placesToTakeFrom(this.question);
    return valueOf(takeIn(store, places, { now, uid: me, limit }));
  }

  text(report: Report, storePath = this.path): string {
    return spoolText({ storePath, report, now: noon });
  }

  /** What lies in the spool. */
  waiting(folder = this.spool): string[] {
    return readdirSync(folder);
  }
}
