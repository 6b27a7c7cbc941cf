import { formatDuration } from "../base/duration.ts";
import { factsOf } from "../domain/incident-facts.ts";
import { utcSeconds } from "../domain/words/when.ts";
import type { RecordFacts } from "./facts.ts";
import { missedSlot } from "./missed-slot.ts";
import type { Line } from "./timeline-line.ts";

/** What happened around it: the slot, the config, silences and pauses, times when nobody watched. */
export function worldEntries(facts: RecordFacts): readonly Line[] {
  return [...expectation(facts), ...configs(facts), ...quiet(facts), ...outages(facts)];
}

function expectation({ story }: RecordFacts): readonly Line[] {
  const { lastGood } = factsOf(story.incident);
  const slot = missedSlot(story.incident);
  const lines: Line[] = [];
  if (lastGood !== null && lastGood.run === null)
    lines.push({
      ...{ at: lastGood.at, title: "last good", text: "a beat or a reading" },
      source: { kind: "watch", name: null, seq: null },
    });
  if (slot !== null)
    lines.push({
      ...{ at: slot, title: "run expected", text: "its grace began" },
      source: { kind: "schedule", name: null, seq: null },
    });
  return lines;
}

function configs({ story }: RecordFacts): readonly Line[] {
  return story.world.configs.map(({ number, at, by, changes }) => ({
    at,
    title: "config changed",
    text: `${by === null ? "" : `by ${by}: `}${changes.join("; ")}`,
    source: { kind: "config", name: String(number), seq: null },
  }));
}

function quiet({ quiet: times }: RecordFacts): readonly Line[] {
  return times.map(({ kind, number, monitors, from, until, reason, by }) => {
    const who = by === null ? "" : ` by ${by}`;
    const why = reason === null ? "" : `: ${reason}`;
    return {
      at: from,
      title: `${kind} began`,
      text: `${monitors}, until ${utcSeconds(until)} UTC${who}${why}`,
      source: { kind, name: String(number), seq: null },
    };
  });
}

function outages({ story }: RecordFacts): readonly Line[] {
  const end = story.incident.resolvedAt ?? story.now;
  const those = story.world.outages.filter(({ from }) => from <= end).slice(-mostOutages);
  return those.map(({ kind, from, until }) => ({
    at: from,
    title: kind === "host" ? "host off" : "luota down",
    text: `until ${utcSeconds(until)} UTC, for ${formatDuration(until - from)}`,
    source: { kind: "watch", name: null, seq: null },
  }));
}

/** A laptop sleeps often. */
const mostOutages = 20;
