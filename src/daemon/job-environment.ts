import type { Config } from "../config/config.ts";
import type { Environment } from "../process/launch.ts";
import type { Account } from "./account.ts";
import { namesOfReferences } from "./reference-names.ts";
import type { SecretSource } from "./secret-values.ts";

/**
 * What a job finds in its environment before its own `env:` is added: what the watcher was given,
 * without luota's own secrets. For another user only what is nobody's, as cron does it.
 */
export function baseEnvironment(
  { environment, file }: SecretSource,
  config: Pick<Config, "routes" | "watchdog">,
  account: Account | null,
): Environment {
  const secret = new Set([...namesOfReferences([config.routes, config.watchdog]), ...file.keys()]);
  const kept = Object.entries(environment).filter(
    ([name]) => !secret.has(name) && !isOurs(name) && (account === null || nobodys.test(name)),
  );
  const own = Object.fromEntries(kept);
  if (account === null) return own;
  const { name, home } = account;
  return { ...own, HOME: home, USER: name, LOGNAME: name, SHELL: "/bin/sh" };
}

const nobodys = /^(?:PATH|LANG|LANGUAGE|LC_[A-Z]+|TZ)$/u;

/** What was meant for the watcher itself: a run it is part of, and the service manager's wires. */
function isOurs(name: string): boolean {
  return (
    /^LUOTA_(?:RUN_ID|MONITOR|ROOT_RUN|DISPATCH|LAUNCH)$/u.test(name) ||
    /^(?:NOTIFY_SOCKET|WATCHDOG_(?:USEC|PID)|LISTEN_(?:FDS|PID|FDNAMES)|MAINPID)$/u.test(name)
  );
}
