import { unreachable } from "../base/unreachable.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Applied, NotApplied } from "./apply-files.ts";
import type { Log } from "./log.ts";

export function tellApplied(applied: Applied, log: Log): void {
  const { number, changed, files } = applied;
  if (!changed) {
    log("info", "config-same", "the config is in force already", { number });
    return;
  }
  const changes = [
    [applied.added, "added"],
    [applied.withdrawn, "withdrawn"],
    [applied.cadenceChanged, "with a new cadence"],
  ] as const;
  const told = changes.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const message = [`config ${number} is in force (${files.join(", ")})`, ...told].join(", ");
  log("info", "config-applied", message, { number });
  for (const { from, to } of applied.notRenamed)
    log("warn", "not-joined", `${to} had a history already, so that of ${from} stays apart`, {
      monitor: to,
      was: from,
    });
}

/** Every problem once; what was in force stays. */
export function tellNotApplied(
  failure: NotApplied,
  log: Log,
  describe: (failure: StoreFailure) => string,
): void {
  switch (failure.kind) {
    case "no-config":
      log("warn", "no-config", `there is no config (looked for ${failure.places.join(", ")})`);
      return;
    case "bad-config":
      for (const problem of failure.problems) log("error", "config-problem", problem);
      log("error", "config-refused", "the config has problems, so the one before stays in force", {
        problems: failure.problems.length,
      });
      return;
    case "unread":
      log("error", "config-unread", `the config was not read: ${failure.reason}`);
      return;
    case "store":
      log("error", "config-not-applied", describe(failure.failure));
      return;
    default:
      unreachable(failure);
  }
}
