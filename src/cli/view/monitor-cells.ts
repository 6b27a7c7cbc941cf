import { outcomeOf } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/run.ts";
import type { MonitorSummary } from "../../domain/summary.ts";
import type { Look } from "./look.ts";
import { outcomeWord } from "../../domain/words/outcome.ts";
import { historyStrip, outcomeSign, paintOutcome } from "./outcome-words.ts";
import type { Cell } from "./table.ts";

/** How the last run went, and how many run now where that is more than it. */
export function lastOutcome(monitor: MonitorSummary, look: Look): Cell {
  if (monitor.lastRun === null) return { text: "no run yet", paint: look.colour.quiet };
  const outcome = outcomeOf(monitor.lastRun);
  const glyph = look.symbols[outcomeSign(outcome)[1]];
  const others = monitor.runningCount - (outcome === "running" ? 1 : 0);
  const more = others > 0 ? ` +${others} running` : "";
  return {
    text: `${glyph} ${outcomeWord(outcome)}${more}`,
    paint: (text) => paintOutcome(outcome, text, look),
  };
}

/** The strip: every glyph takes one column and is painted alone, so the cell is measured unpainted. */
export function historyCell(monitor: MonitorSummary, look: Look): Cell {
  const outcomes: Outcome[] = monitor.recent.map(({ outcome }) => outcome);
  const text = historyStrip(outcomes, { ...look, colour: bare });
  return { text, paint: (shown) => (shown === text ? historyStrip(outcomes, look) : shown) };
}

const same = (text: string): string => text;
const bare = { good: same, bad: same, warn: same, busy: same, quiet: same, strong: same };
