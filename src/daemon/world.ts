import type { Result } from "../base/result.ts";
import type { ConfigPlace } from "../config/places.ts";
import type { Actor } from "../domain/audit.ts";
import type { Environment } from "../process/launch.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Configuring } from "../store/watch.ts";
import type { Applied, NotApplied } from "./apply-files.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";

/** The world as a watcher meets it. */
export interface WatcherWorld {
  readonly clock: Clock;
  readonly log: Log;
  /** Of this process, as its caller meant it. */
  readonly environment: Environment;
  readonly uid: number;
  readonly actor: Actor;
  readonly host: string;
  /** Absolute. */
  readonly storePath: string;
  readonly configPlaces: readonly ConfigPlace[];
  /** Puts the config in force as it is in its places now. */
  readonly applyFiles: (watch: Configuring) => Promise<Result<Applied, NotApplied>>;
  /** The program that is `luota run`, for Node. */
  readonly runEntry: string;
  /** The process that looks at what is due, all of it. */
  readonly probeWords: readonly string[];
  /** The soft limit of open files that jobs are to have, as `ulimit -Sn` takes it; null: as it is. */
  readonly softFileLimit: string | null;
  readonly describeStoreFailure: (failure: StoreFailure) => string;
  /** Says on this host what no route could take: the last resort. */
  readonly tellHost: (lines: readonly string[]) => Promise<void>;
}
