import { findDrifts, type DriftSample } from "../src/domain/drift.ts";
import { chanceOf, day, hour, monday, worlds } from "./drift-worlds.ts";

/**
 * How often drift is called where nothing drifted (false calls per run and per history), and how often
 * -80 % and x10 are seen, on simulated histories. Each run is judged by the 60 healthy runs before it and
 * those of the same hour on earlier days and weeks, as the store reads them.
 */

/** As the store reads them: the latest 60, and up to three of the same hour on each earlier day and week. */
function seenFrom(history: readonly DriftSample[], index: number): DriftSample[] {
  const at = history[index]?.at ?? 0;
  const recent = history.slice(Math.max(0, index - 60), index);
  const since = recent[0]?.at ?? at;
  const older = history.slice(0, Math.max(0, index - 60)).filter((each) => {
    const days = Math.round((at - each.at) / day);
    const isAsked = days <= 7 || (days % 7 === 0 && days <= 56);
    return each.at < since && isAsked && Math.abs(at - each.at - days * day) <= 1.5 * hour;
  });
  return [...older, ...recent];
}

function say(...cells: readonly string[]): void {
  process.stdout.write(`${cells.join(" ")}\n`);
}

const histories = 40;
const share = (count: number, of: number) => `${((100 * count) / of).toFixed(3)} %`;
say("history".padEnd(42), "false calls", "  histories with any", "   -80 % seen", "  x10 seen");
for (const world of worlds) {
  let judged = 0;
  let called = 0;
  let marred = 0;
  const seen = { less: 0, more: 0, of: 0 };
  for (let seed = 1; seed <= histories; seed += 1) {
    const chance = chanceOf(seed * 7_919);
    const history = Array.from({ length: world.runs }, (_, index): DriftSample => {
      const at = monday + index * world.everyMs + Math.floor(chance() * 60_000);
      return {
        run: String(index),
        at,
        numbers: { rows: Math.round(world.value(at, index, chance)) },
      };
    });
    const before = called;
    for (const [index, run] of history.entries()) {
      if (index < 10) continue;
      const earlier = seenFrom(history, index);
      judged += 1;
      if (findDrifts(run, earlier).length > 0) called += 1;
      if (index < world.runs / 2 || index % 7 !== seed % 7) continue;
      const rows = run.numbers["rows"] ?? 0;
      const with_ = (factor: number) => ({ ...run, numbers: { rows: Math.round(rows * factor) } });
      seen.of += 1;
      if (findDrifts(with_(0.2), earlier).length > 0) seen.less += 1;
      if (findDrifts(with_(10), earlier).length > 0) seen.more += 1;
    }
    if (called > before) marred += 1;
  }
  say(
    world.name.padEnd(42),
    share(called, judged).padStart(11),
    `${marred} of ${histories}`.padStart(18),
    share(seen.less, seen.of).padStart(14),
    share(seen.more, seen.of).padStart(11),
  );
}
