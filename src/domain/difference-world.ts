import type { Difference, DifferencesQuestion } from "./difference.ts";
import type { Run } from "./run.ts";
import { momentOf } from "./words/when.ts";

/** What happened around it since: the config, the host, the watcher. */
export function worldDifferences(
  { run, world, now }: DifferencesQuestion,
  lastGood: Run,
): readonly Difference[] {
  const configs = world.configs.map(({ number, at, by, changes }): Difference => {
    const who = by === null ? "" : ` by ${by}`;
    const text = `config ${number} of ${momentOf(at, now)}${who}: ${changes.join("; ")}`;
    return { kind: "config", weight: 65, text };
  });
  const outages = world.outages.map(({ kind, from, until }): Difference => {
    const span = `from ${momentOf(from, now)} to ${momentOf(until, now)}`;
    return kind === "host"
      ? { kind: "boot", weight: 55, text: `the host was off ${span}` }
      : { kind: "outage", weight: run === null ? 50 : 15, text: `luota was down ${span}` };
  });
  const wasOff = world.outages.some(({ kind }) => kind === "host");
  return [...configs, ...(wasOff ? [] : rebooted(run, lastGood)), ...latest(outages)];
}

/** The host's own word, where no watcher saw it go. */
function rebooted(run: Run | null, { start: good }: Run): readonly Difference[] {
  if (run === null || run.start.host !== good.host) return [];
  const { bootId } = run.start;
  if (bootId === null || good.bootId === null || bootId === good.bootId) return [];
  return [{ kind: "boot", weight: 55, text: `${good.host} was started anew in between` }];
}

/** Of many outages, the last ones tell most. */
function latest(outages: readonly Difference[]): readonly Difference[] {
  return outages.toReversed().slice(0, 3);
}
