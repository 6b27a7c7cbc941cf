import { exitCode } from "../../base/exit-code.ts";
import { makeAlertPass } from "../../daemon/alert-pass.ts";
import { writeSyslog } from "../../daemon/syslog.ts";
import type { Io } from "../io.ts";
import { watcherWorld, type WatcherOptions } from "./watcher-world.ts";

/** `luota alert-pass`: what `luota run` sends after a bad run. Nobody hears it but syslog. */
export async function alertPass(options: WatcherOptions, io: Io): Promise<number> {
  const world = {
    ...watcherWorld(options, io, "here"),
    log: () => undefined,
    tellHost: async (lines: readonly string[]) => {
      await writeSyslog(lines);
    },
  };
  const passed = await makeAlertPass(world);
  return passed.ok ? exitCode.done : exitCode.store;
}
