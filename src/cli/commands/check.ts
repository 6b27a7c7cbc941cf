import { exitCode } from "../../base/exit-code.ts";
import { checkOnce, type Checked } from "../../daemon/check-once.ts";
import { writeSyslog } from "../../daemon/syslog.ts";
import type { WatcherWorld } from "../../daemon/world.ts";
import { describeStoreFailure } from "../complain/store.ts";
import type { Io } from "../io.ts";
import { watcherWorld, type WatcherOptions } from "./watcher-world.ts";

/** `luota check`: one pass of the watcher, for a crontab. Silent where all is as it should be. */
export async function check(options: WatcherOptions, io: Io): Promise<number> {
  const undelivered: string[] = [];
  const checked = await checkOnce(quietWorld(options, io, undelivered));
  if (!checked.ok) {
    io.terminal.err(`luota: ${describeStoreFailure(checked.failure)}`);
    return exitCode.store;
  }
  for (const name of checked.value.tooOften)
    io.terminal.err(
      `luota: ${name} is due more often than once a minute: only luota daemon can do that`,
    );
  const code = tellConfig(checked.value, io);
  return undelivered.length > 0 ? exitCode.notWatched : code;
}

/** A pass says nothing of what goes well, nor of what the next one may mend. */
function quietWorld(options: WatcherOptions, io: Io, undelivered: string[]): WatcherWorld {
  const world = watcherWorld(options, io, "here");
  return {
    ...world,
    log: (level, event, message, fields) => {
      if (level === "error") world.log(level, event, message, fields);
    },
    tellHost: async (lines) => {
      undelivered.push(...lines);
      // Where cron runs it, this is mailed: the last that luota can do.
      for (const line of lines) io.terminal.err(`luota: ${line}`);
      await writeSyslog(lines);
    },
  };
}

/** Told once for each state of the files: cron mails what is printed. */
function tellConfig({ config }: Checked, io: Io): number {
  if (config === null || config.ok || config.failure.kind !== "bad-config") return exitCode.done;
  for (const problem of config.failure.problems) io.terminal.err(problem);
  io.terminal.err("luota: the config has problems, so the one before stays in force");
  return exitCode.config;
}
