import { toIso } from "../../base/time.ts";
import type { Json } from "../../base/json.ts";
import type { AppliedConfig } from "../../store/config-in-force.ts";
import { utcSeconds } from "../../domain/words/when.ts";

/** What `luota config apply` changed, a line for each kind. */
export function renderApplied(applied: AppliedConfig): string {
  const { config, changed } = applied;
  if (!changed)
    return `nothing to change: config ${config.number} says the same, in force since ${utcSeconds(config.since)} UTC`;
  const renamed = applied.renamed.map(({ from, to }) => `${from} -> ${to}`);
  const apart = applied.notRenamed.map(({ from, to }) => `${from} (${to} had a history already)`);
  const lines = [
    list("added", applied.added),
    list("withdrawn", applied.withdrawn),
    list("renamed", renamed),
    list("not joined", apart),
    list("new cadence", applied.cadenceChanged),
  ];
  return [`config ${config.number} is in force`, ...lines.flat()].join("\n");
}

const mostNamed = 10;

function list(title: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : "";
  return [`  ${title.padEnd(12)} ${names.slice(0, mostNamed).join(", ")}${more}`];
}

export function appliedToJson(applied: AppliedConfig): Json {
  const { config, changed, added, withdrawn, cadenceChanged } = applied;
  const pairs = (list: AppliedConfig["renamed"]) => list.map(({ from, to }) => ({ from, to }));
  return {
    config: { number: config.number, digest: config.digest, since: toIso(config.since) },
    changed,
    added,
    withdrawn,
    renamed: pairs(applied.renamed),
    notRenamed: pairs(applied.notRenamed),
    cadenceChanged,
  };
}
