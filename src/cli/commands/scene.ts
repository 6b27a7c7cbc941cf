import type { Result } from "../../base/result.ts";
import type { Rules } from "../../daemon/rules.ts";
import type { Actor } from "../../domain/audit.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { Store } from "../../store/store.ts";
import type { WatchStore } from "../../store/watch.ts";
import type { Io } from "../io.ts";

/** What a command on promises and incidents works with. */
export interface Scene {
  readonly store: Store;
  readonly watch: WatchStore;
  /** What the config in force says; of names that it does not have, the defaults. */
  readonly rules: Rules;
  /** Whoever sits at the keyboard. */
  readonly actor: Actor;
  readonly io: Io;
}

/** The exit code of a command, or what the store had against it. */
export type Done = Promise<Result<number, StoreFailure>>;
