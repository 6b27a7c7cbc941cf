import * as z from "zod";
import { recordSchema } from "./document.ts";
import {
  actor,
  count,
  delivery,
  entry,
  incident,
  instant,
  instantOrNull,
  list,
  notice,
  run,
  shape,
  text,
  textOrNull,
  told,
} from "./schema-parts.ts";

/** What a record has to look like, to check one. */
export const recordShape = shape({
  schema: z.literal(recordSchema),
  id: z.string().regex(/^INC-\d+$/u),
  key: text,
  revision: count,
  exported: shape({ at: instant, by: actor, luota: text }),
  workspace: textOrNull,
  host: text,
  drill: shape({
    id: text,
    kind: textOrNull,
    by: textOrNull,
    startedAt: instantOrNull,
  }).nullable(),
  headline: text,
  standing: text,
  promise: shape({
    monitor: text,
    promise: textOrNull,
    owner: textOrNull,
    severity: z.number().int().min(1).max(4),
    runbook: textOrNull,
    runbookText: textOrNull,
    cadence: text,
    evidence: list(text),
    routes: list(text),
    config: count,
  }),
  expected: shape({ slot: instantOrNull, words: text }).nullable(),
  greenSignals: list(text),
  gap: shape({ words: text, missing: list(text), because: textOrNull }),
  incident,
  differences: list(shape({ kind: text, text })).nullable(),
  timeline: list(entry),
  runs: list(run),
  moreRuns: count,
  notices: list(notice),
  acknowledgements: list(shape({ at: instant, by: text, note: textOrNull, claimed: textOrNull })),
  escalations: list(told),
  reminders: list(told),
  quiet: list(
    shape({
      kind: z.enum(["silence", "pause"]),
      monitors: text,
      from: instant,
      until: instant,
      reason: textOrNull,
      by: textOrNull,
    }),
  ),
  delivery,
  retry: list(shape({ command: textOrNull, text })),
  notes: list(shape({ at: instant, by: text, text })),
  reviews: list(
    shape({ at: instant, by: text, impact: textOrNull, cause: textOrNull, action: textOrNull }),
  ),
  chain: shape({ store: text, seq: count, hash: text }),
});

/** The JSON Schema of a record, for whoever reads one with a program. */
export function recordJsonSchema(): string {
  const schema = z.toJSONSchema(recordShape, { target: "draft-7" });
  const titled = {
    $schema: schema.$schema,
    title: recordSchema,
    description:
      "The record of one incident by luota. Times are ISO-8601 UTC, durations milliseconds, sizes bytes.",
    ...schema,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
