import { exitCode } from "../../base/exit-code.ts";
import { parseDuration } from "../../base/duration.ts";
import { toIso } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import { createAsks } from "../../daemon/asks.ts";
import { watchOver, type NotWatching } from "../../daemon/watch-over.ts";
import { quote } from "../complain/quote.ts";
import { describeStoreFailure } from "../complain/store.ts";
import type { Io } from "../io.ts";
import { watcherWorld, type WatcherOptions } from "./watcher-world.ts";

export interface DaemonOptions extends WatcherOptions {
  readonly drain: string;
}

/** `luota daemon`, in the foreground. Exit code 75: another one watches this store. */
export async function daemon(options: DaemonOptions, io: Io): Promise<number> {
  const drain = parseDuration(options.drain);
  if (!drain.ok) {
    io.terminal.err(`luota: --drain: ${quote(options.drain)} is no duration such as 45s or 2m`);
    return exitCode.usage;
  }
  const asks = createAsks();
  process.on("SIGTERM", asks.stop);
  process.on("SIGINT", asks.stop);
  process.on("SIGHUP", asks.reload);
  const ended = await watchOver(watcherWorld(options, io, "apart"), asks, { drainMs: drain.value });
  if (ended.ok) {
    // Who asked twice does not wait for what may still hold the process.
    if (asks.stops() > 1) process.exit(exitCode.done);
    return exitCode.done;
  }
  io.terminal.err(`luota: ${describe(ended.failure)}`);
  return ended.failure.kind === "held" ? exitCode.skipped : exitCode.store;
}

function describe(failure: NotWatching): string {
  switch (failure.kind) {
    case "store":
      return describeStoreFailure(failure.failure);
    case "held": {
      const { watcher, from } = failure.by;
      const { host, user, identity } = watcher;
      const who = user === null ? "" : ` of ${user}`;
      return `another daemon watches this store: process ${identity.pid}${who} on ${host}, since ${toIso(from)}`;
    }
    default:
      return unreachable(failure);
  }
}
