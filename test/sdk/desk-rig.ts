import { Luota, type LuotaError, type LuotaOptions } from "../../src/sdk/index.ts";
import { findRun } from "../../src/store/run-find.ts";
import { openStore } from "../../src/store/open.ts";
import { closeStore, prepare, type Store } from "../../src/store/store.ts";
import type { Run } from "../../src/domain/run.ts";
import { Rig } from "../rig/rig.ts";
import { valueOf } from "../store/sample.ts";

/** A program's own view: a `Luota` on a store of its own, and what it complained of. */
export class DeskRig extends Rig {
  readonly errors: LuotaError[] = [];
  readonly #opened: Luota[] = [];

  open(options: LuotaOptions = {}): Luota {
    const onError = (error: LuotaError) => this.errors.push(error);
    const luota = new Luota({ store: this.store, onError, ...options });
    this.#opened.push(luota);
    return luota;
  }

  get complaints(): string[] {
    return this.errors.map(({ kind }) => kind);
  }

  look<Value>(ask: (store: Store) => Value): Value {
    const now = Date.now();
    const options = { path: this.store, mode: "command", now, busyTimeoutMs: 5_000 } as const;
    const store = valueOf(openStore(options));
    try {
      return ask(store);
    } finally {
      closeStore(store);
    }
  }

  recorded(id: string): Run {
    const found = this.look((store) => valueOf(findRun(store, id)));
    if (found.kind !== "found") throw new Error(`no run ${id}`);
    return found.run;
  }

  count(): number {
    return this.look((store) => {
      const [count] = prepare(store, "SELECT count(*) FROM runs").get() as [number];
      return count;
    });
  }

  /** Kind and body of every signal, in the order they came. */
  signals(): { readonly kind: string; readonly run: string | null; readonly body: unknown }[] {
    return this.look((store) => {
      const rows = prepare(store, "SELECT kind, run, body FROM signals ORDER BY number").all();
      return (rows as [string, string | null, string][]).map(([kind, run, body]) => ({
        kind,
        run,
        body: JSON.parse(body) as unknown,
      }));
    });
  }

  override [Symbol.dispose](): void {
    for (const luota of this.#opened) luota.close();
    super[Symbol.dispose]();
  }
}
