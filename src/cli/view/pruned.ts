import type { Json } from "../../base/json.ts";
import { formatSize } from "../../base/size.ts";
import type { PruneCounts } from "../../store/prune-progress.ts";
import type { StoreSpace } from "../../store/store-space.ts";

export interface PrunedTold {
  readonly counts: PruneCounts;
  readonly before: StoreSpace;
  readonly after: StoreSpace;
  readonly over: boolean;
}

/** What went, or would go, in a few lines. */
export function renderPruned({ counts, before, after, over }: PrunedTold, dry: boolean): string {
  const gone = countWords(counts);
  const verb = dry ? "would go" : "gone";
  const lines = [gone === "" ? `nothing ${dry ? "would go" : "had to go"}` : `${verb}: ${gone}`];
  const size = formatSize(before.file);
  if (!dry && after.file < before.file) lines.push(`store: ${size}, now ${formatSize(after.file)}`);
  else
    lines.push(`store: ${size}${after.free > 0 ? `, ${formatSize(after.free)} of it free` : ""}`);
  if (!dry && !after.canGiveBack && after.free > 2 ** 20)
    lines.push("its free space is used again, and given back by luota prune --compact");
  if (over)
    lines.push(
      dry
        ? "it is larger than retention.maxSize: more would go"
        : "it is larger than retention.maxSize, and all that is left must stay",
    );
  return `${lines.join("\n")}\n`;
}

const words: Readonly<Record<keyof PruneCounts, readonly [one: string, many: string]>> = {
  runs: ["run", "runs"],
  outputs: ["output cut short", "outputs cut short"],
  incidents: ["incident", "incidents"],
  events: ["event of the chain", "events of the chain"],
  signals: ["signal", "signals"],
  readings: ["reading", "readings"],
  slots: ["settled slot", "settled slots"],
};

/** Empty where nothing went. */
export function countWords(counts: PruneCounts): string {
  return (Object.keys(words) as (keyof PruneCounts)[])
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${words[key][counts[key] === 1 ? 0 : 1]}`)
    .join(", ");
}

export function prunedToJson({ counts, before, after, over }: PrunedTold, dryRun: boolean): Json {
  return {
    dryRun,
    gone: { ...counts },
    bytesBefore: before.file,
    bytesAfter: after.file,
    bytesFree: after.free,
    overSize: over,
  };
}
