import { formatDuration } from "../base/duration.ts";
import type { DigestFacts } from "./digest-facts.ts";
import { drillLines, proofLines } from "./digest-proofs.ts";
import { driftLines } from "./digest-drifts.ts";
import { promiseLines, quietLines } from "./digest-promises.ts";
import { routeLines } from "./digest-routes.ts";
import { slotLines, unknownLines, warnedLines } from "./digest-slots.ts";
import type { DigestSection } from "./message.ts";
import { utcSeconds } from "./words/when.ts";

export interface Digest {
  readonly title: string;
  readonly sections: readonly DigestSection[];
}

/**
 * What was kept in a week, and what was not. A section with nothing to tell is left out, but for
 * those whose silence would be no comfort: promises, slots and luota's own gaps.
 */
export function composeDigest(facts: DigestFacts): Digest {
  const { from, until } = facts.span;
  const sections: readonly DigestSection[] = [
    { title: "Promises", lines: promiseLines(facts) },
    { title: "Slots", lines: slotLines(facts) },
    { title: "Warned runs", lines: warnedLines(facts) },
    { title: "Ended well, but not as usual", lines: driftLines(facts) },
    { title: "Of severity 4, told only here", lines: quietLines(facts) },
    { title: "Restored for proof", lines: proofLines(facts) },
    { title: "Drills", lines: drillLines(facts) },
    { title: "Not known", lines: unknownLines(facts) },
    { title: "When luota did not watch", lines: gapLines(facts) },
    { title: "Routes", lines: routeLines(facts) },
  ];
  return {
    title: `${headOf(facts)} (${day(from)} to ${day(until)})`,
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

function headOf({ monitors, incidents }: DigestFacts): string {
  const broken = new Set(incidents.map(({ incident }) => incident.monitor));
  const kept = monitors.filter(({ name }) => !broken.has(name)).length;
  if (monitors.length === 0) return "No promise is under watch yet";
  if (kept === monitors.length)
    return kept === 1 ? "The promise was kept" : `All ${kept} promises were kept`;
  return `${kept} of ${monitors.length} promises were kept all the time`;
}

function day(at: number): string {
  return utcSeconds(at).slice(0, 10);
}

function gapLines({ outages, monitors }: DigestFacts): readonly string[] {
  if (monitors.length === 0) return [];
  if (outages.length === 0) return ["never: it watched all the time"];
  const total = outages.reduce((sum, { from, until }) => sum + until - from, 0);
  const lines = outages.slice(-mostGaps).map(({ kind, from, until }) => {
    const who = kind === "host" ? "the host was off" : "luota was down";
    return `${who} from ${utcSeconds(from)} to ${utcSeconds(until)} UTC (${formatDuration(until - from)})`;
  });
  const rest = outages.length - lines.length;
  const more = rest > 0 ? [`and ${rest} more; ${formatDuration(total)} in all`] : [];
  return [...lines, ...more];
}

const mostGaps = 5;
