import type { EpochMilliseconds } from "../base/time.ts";
import type { Log } from "../daemon/log.ts";
import type { Rules } from "../daemon/rules.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Delivering } from "../store/delivering.ts";
import type { WatchStore } from "../store/watch.ts";
import type { LinkSeal } from "./link-token.ts";

/** What the listener works with while it answers. */
export interface Answering {
  readonly watch: WatchStore & Pick<Delivering, "routes" | "noteRoute">;
  /** Those in force now. */
  readonly rules: () => Rules;
  readonly seal: LinkSeal;
  readonly host: string;
  readonly now: () => EpochMilliseconds;
  readonly log: Log;
  readonly describeStoreFailure: (failure: StoreFailure) => string;
}
