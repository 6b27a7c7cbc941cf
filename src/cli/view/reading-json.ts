import type { Json } from "../../base/json.ts";
import { toIso, toIsoOrNull } from "../../base/time.ts";
import type { ReadingsTold, Seen, WeighedReading } from "../../domain/reading.ts";

/** One look as JSON, with what it came to. */
export function readingToJson({ reading, weighed }: WeighedReading): Json {
  const { at, tookMs, attempts, seen } = reading;
  const { state, problems, facts, since, until } = weighed;
  return {
    ...{ state, problems, facts, since: toIsoOrNull(since), until: toIsoOrNull(until) },
    ...{ at: toIso(at), tookMs, attempts, seen: seenToJson(seen) },
  };
}

export function readingsToJson(readings: ReadingsTold | null): Json {
  const orNull = (told: WeighedReading | null) => (told === null ? null : readingToJson(told));
  const { latest = null, lastGood = null } = readings ?? {};
  return { latest: orNull(latest), lastGood: orNull(lastGood) };
}

function seenToJson(seen: Seen): Json {
  if (seen.kind === "file")
    return { ...seen, modifiedAt: toIso(seen.modifiedAt), content: text(seen.content) };
  if (seen.kind === "command") return { ...seen, output: text(seen.output) };
  if (seen.kind !== "answer") return { ...seen };
  const { certificateUntil, json, body } = seen;
  return {
    ...seen,
    certificateUntil: toIsoOrNull(certificateUntil),
    json: json.map((each): Json => ({ ...each })),
    body: text(body),
  };
}

function text(seen: Extract<Seen, { kind: "command" }>["output"] | null): Json {
  return seen === null ? null : { ...seen };
}
