import { formatDuration } from "../../base/duration.ts";
import type { Json } from "../../base/json.ts";
import { formatSize } from "../../base/size.ts";
import { toIsoOrNull, type EpochMilliseconds } from "../../base/time.ts";
import type { RetentionRules } from "../../domain/retention.ts";
import { isNothing } from "../../store/prune-progress.ts";
import type { Kept, StoreLimits } from "../../store/retention-read.ts";
import { momentOf } from "../../domain/words/when.ts";
import { renderFields, type Field } from "./fields.ts";
import type { Look } from "./look.ts";
import { countWords } from "./pruned.ts";

/** What is kept, since when, how large it is, and what was taken away. */
export function renderLimits(
  limits: StoreLimits,
  rules: RetentionRules,
  look: Look,
  now: EpochMilliseconds,
): string {
  const { space, pruning } = limits;
  const kept = ({ count, since }: Kept, how: string): string => {
    if (count === 0) return `none; ${how}`;
    return `${count}${since === null ? "" : `, since ${momentOf(since, now)}`}; ${how}`;
  };
  const evidence = `kept ${formatDuration(rules.evidenceMs)}`;
  const long = `kept ${formatDuration(rules.incidentsMs)}`;
  const isOver = pruning.over || space.used > rules.maxSize;
  const fields: Field[] = [
    ["store", `${formatSize(space.used)} of ${formatSize(rules.maxSize)}${freeWords(limits)}`],
    ["runs", kept(limits.runs, `${evidence}, and the latest ${rules.keepRuns} of each monitor`)],
    ["signals", kept(limits.signals, evidence)],
    ["readings", kept(limits.readings, evidence)],
    ["slots", kept(limits.slots, long)],
    ["incidents", kept(limits.incidents, `${long}, with their runs; exported ones stay`)],
    ["audit events", kept(limits.events, "kept with what they tell of")],
    [
      "outputs",
      limits.cutOutputs === 0 ? null : `${limits.cutOutputs} of healthy runs are cut short`,
    ],
    ["gone so far", goneWords(limits, now)],
    ["last sweep", pruning.sweptAt === null ? "never yet" : momentOf(pruning.sweptAt, now)],
    ["too large", isOver ? overWords(pruning.over) : null],
  ];
  return `${renderFields(fields, look)}\n`;
}

function freeWords({ space }: StoreLimits): string {
  if (space.free === 0) return "";
  const how = space.canGiveBack ? "" : " (given back by luota prune --compact)";
  return `; ${formatSize(space.free)} free in the file${how}`;
}

function goneWords({ pruning }: StoreLimits, now: EpochMilliseconds): string {
  const { totals, firstAt } = pruning;
  if (isNothing(totals) || firstAt === null) return "nothing";
  return `${countWords(totals)}, since ${momentOf(firstAt, now)}`;
}

function overWords(mustStay: boolean): string {
  return mustStay
    ? "all that is left must stay: raise retention.maxSize, or keep less"
    : "the next sweep takes more away: luota prune";
}

export function limitsToJson(limits: StoreLimits, rules: RetentionRules): Json {
  const { space, pruning, cutOutputs } = limits;
  const kept = ({ count, since }: Kept): Json => ({ count, since: toIsoOrNull(since) });
  return {
    bytes: space.used,
    bytesFree: space.free,
    canGiveBack: space.canGiveBack,
    maxSize: rules.maxSize,
    overSize: pruning.over || space.used > rules.maxSize,
    keepRuns: rules.keepRuns,
    evidenceMs: rules.evidenceMs,
    incidentsMs: rules.incidentsMs,
    runs: kept(limits.runs),
    signals: kept(limits.signals),
    readings: kept(limits.readings),
    slots: kept(limits.slots),
    incidents: kept(limits.incidents),
    auditEvents: kept(limits.events),
    cutOutputs,
    gone: { ...pruning.totals },
    goneSince: toIsoOrNull(pruning.firstAt),
    lastGoneAt: toIsoOrNull(pruning.lastAt),
    sweptAt: toIsoOrNull(pruning.sweptAt),
  };
}
