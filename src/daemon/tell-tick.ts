import { toIso } from "../base/time.ts";
import type { Outage } from "../domain/facts.ts";
import type { Log } from "./log.ts";
import type { Ticked } from "./tick.ts";

/** Incidents whose last state was told, by their numbers. */
export type ToldIncidents = Map<number, string>;

/** Says what a tick came to, where that is worth a word. */
export function tellTick(ticked: Ticked, told: ToldIncidents, log: Log): void {
  tellOutages(ticked.outages, log);
  for (const each of ticked.takenIn.setAside) {
    const words = `a spool file was set aside (${each.reason}): ${each.path}; a copy is in ${each.kept}`;
    log("warn", "set-aside", words, { ...each });
  }
  for (const { start, lost } of ticked.lost) {
    const rest = lost?.jobAlive === true ? "; its process still lives" : "";
    log("warn", "run-lost", `${start.monitor}: the recorder of run ${start.id} died${rest}`, {
      monitor: start.monitor,
      run: start.id,
    });
  }
  for (const { number, incident } of ticked.incidents) {
    const { monitor, state, kind } = incident;
    if (told.get(number) === state) continue;
    told.set(number, state);
    const fields = { incident: `INC-${number}`, monitor, state, kind };
    const level = state === "resolved" ? "info" : "warn";
    log(level, "incident", `INC-${number} ${monitor}: ${kind}, ${state}`, fields);
  }
  for (const { monitor, error } of ticked.failures)
    log("error", "judge-failed", `${monitor} could not be judged: ${error}`, { monitor });
}

export function tellOutages(outages: readonly Outage[], log: Log): void {
  for (const { kind, from, until } of outages) {
    const who = kind === "host" ? "the host was down" : "nobody watched";
    log("warn", "watch-gap", `${who} from ${toIso(from)} to ${toIso(until)}`, {
      down: kind,
      from: toIso(from),
      until: toIso(until),
    });
  }
}
