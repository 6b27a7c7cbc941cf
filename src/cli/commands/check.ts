import { exitCode } from "../../base/exit-code.ts";
import { checkOnce, type Checked } from "../../daemon/check-once.ts";
import { describeStoreFailure } from "../complain/store.ts";
import type { Io } from "../io.ts";
import { watcherWorld, type WatcherOptions } from "./watcher-world.ts";

/** `luota check`: one pass of the watcher, for a crontab. Silent where all is as it should be. */
export async function check(options: WatcherOptions, io: Io): Promise<number> {
  const checked = await checkOnce(watcherWorld(options, io, "here"));
  if (!checked.ok) {
    io.terminal.err(`luota: ${describeStoreFailure(checked.failure)}`);
    return exitCode.store;
  }
  for (const name of checked.value.tooOften)
    io.terminal.err(
      `luota: ${name} is due more often than once a minute: only luota daemon can do that`,
    );
  return tellConfig(checked.value, io);
}

/** Told once for each state of the files: cron mails what is printed. */
function tellConfig({ config }: Checked, io: Io): number {
  if (config === null || config.ok || config.failure.kind !== "bad-config") return exitCode.done;
  for (const problem of config.failure.problems) io.terminal.err(problem);
  io.terminal.err("luota: the config has problems, so the one before stays in force");
  return exitCode.config;
}
