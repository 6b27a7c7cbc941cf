import type { EpochMilliseconds } from "../base/time.ts";
import { formatSize } from "../base/size.ts";
import type { Difference, DifferencesQuestion } from "./difference.ts";
import type { Run, RunStart, ScriptFacts } from "./run.ts";
import { commandLine } from "./words/command-line.ts";
import { momentOf } from "./words/when.ts";

/** What ran, as whom, and where. */
export function programDifferences(
  { run, world, now }: DifferencesQuestion,
  { start: good }: Run,
): readonly Difference[] {
  if (run === null) return scriptDifference(good.script, world.script, now);
  const { start } = run;
  return [
    ...scriptDifference(good.script, start.script, now),
    ...change("deploy", 85, "deploy", short(good.sha), short(start.sha)),
    ...commandDifference(good.command, start.command),
    ...change("user", 78, "user", good.user, start.user),
    ...change("host", 77, "host", good.host, start.host),
    ...change("cwd", 75, "directory", good.cwd, start.cwd),
    ...originDifference(good.origin, start.origin),
  ];
}

/** Where one of the two is not known, nobody can say that it changed. */
function change(
  kind: Difference["kind"],
  weight: number,
  label: string,
  before: string | null,
  after: string | null,
): readonly Difference[] {
  if (before === null || after === null || before === after) return [];
  return [{ kind, weight, text: `${label} ${before} -> ${after}` }];
}

function short(sha: string | null): string | null {
  return sha?.slice(0, 12) ?? null;
}

function scriptDifference(
  before: ScriptFacts | null,
  after: ScriptFacts | "gone" | null,
  now: EpochMilliseconds,
): readonly Difference[] {
  if (before === null || after === null) return [];
  const tell = (text: string): readonly Difference[] => [{ kind: "script", weight: 90, text }];
  const name = before.path.slice(before.path.lastIndexOf("/") + 1);
  if (after === "gone") return tell(`${name} is gone: ${before.path}`);
  if (before.path !== after.path) return tell(`script ${before.path} -> ${after.path}`);
  const owner =
    before.owner === null || after.owner === null || before.owner === after.owner
      ? null
      : `owner ${before.owner} -> ${after.owner}`;
  if (!isEdited(before, after)) return owner === null ? [] : tell(`${name}: ${owner}`);
  const when = after.modifiedAt === null ? "" : ` ${momentOf(after.modifiedAt, now)}`;
  const whose = owner ?? (after.owner === null ? null : `owner ${after.owner}`);
  const facts = [whose, sizes(before, after)].filter((fact) => fact !== null).join(", ");
  return tell(`${name} edited${when}${facts === "" ? "" : ` (${facts})`}`);
}

/** By its content where that is known; a compiled program by its size and time. */
function isEdited(before: ScriptFacts, after: ScriptFacts): boolean {
  if (before.digest !== null && after.digest !== null) return before.digest !== after.digest;
  return before.size !== after.size || before.modifiedAt !== after.modifiedAt;
}

function sizes({ size: before }: ScriptFacts, { size: after }: ScriptFacts): string | null {
  if (before === null || after === null) return null;
  const [old, now] = [formatSize(before), formatSize(after)];
  return old === now ? null : `${old} -> ${now}`;
}

/** Only the words that are not in both: the rest is the same, and long. */
function commandDifference(
  before: RunStart["command"],
  after: RunStart["command"],
): readonly Difference[] {
  if (before === null || after === null || commandLine(before) === commandLine(after)) return [];
  const [gone, come] = [without(before, after), without(after, before)];
  const tell = (text: string): readonly Difference[] => [
    { kind: "command", weight: 80, text: `command: ${text}` },
  ];
  if (gone === "" && come === "") return tell("the same words in another order");
  if (gone === "") return tell(`now with ${come}`);
  return tell(come === "" ? `now without ${gone}` : `${gone} -> ${come}`);
}

function without(words: readonly string[], others: readonly string[]): string {
  const left = [...others];
  const own = words.filter((word) => {
    const index = left.indexOf(word);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  const line = commandLine(own);
  return line.length <= longest ? line : `${line.slice(0, longest).toWellFormed()}…`;
}

const longest = 120;

function originDifference(
  before: RunStart["origin"],
  after: RunStart["origin"],
): readonly Difference[] {
  if (before === after) return [];
  const by = { wrapped: "run by luota", reported: "reported by the job itself" } as const;
  return [{ kind: "origin", weight: 70, text: `${by[after]}, before: ${by[before]}` }];
}
