import * as z from "zod";

/** The small shapes of which the schema of a record is made. Unknown keys are refused: a new one is a new schema. */
export const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: "ISO-8601, UTC, with milliseconds" });
export const text = z.string();
export const textOrNull = z.string().nullable();
export const instantOrNull = instant.nullable();
export const count = z.number().int().min(0);
const length = z.number().meta({ description: "milliseconds" });
const lengthOrNull = length.nullable();
export const shape = z.strictObject;
export const list = z.array;

export const actor = shape({ user: textOrNull, host: textOrNull });

export const entry = shape({
  at: instant,
  noticedAt: instant,
  title: text,
  text,
  phase: z.enum(["before", "broken", "acknowledged", "resolved"]),
  source: shape({
    kind: z.enum(["audit", "run", "attempt", "config", "schedule", "silence", "pause", "watch"]),
    name: textOrNull,
    seq: count.nullable().meta({ description: "the event of the audit chain that says so" }),
  }),
});

const attempt = shape({
  id: count,
  message: count,
  number: count,
  state: z.enum(["begun", "delivered", "try-later", "refused", "unknown"]),
  begunAt: instant,
  endedAt: instantOrNull,
  tookMs: lengthOrNull,
  reason: textOrNull,
  receipt: shape({ text, status: z.number().nullable(), reference: textOrNull }).nullable(),
  witness: shape({ seq: count, hash: text }).nullable(),
});

export const notice = shape({
  number: count,
  kind: text,
  route: text,
  recipient: textOrNull,
  state: z.enum(["waiting", "delivered", "unknown", "refused", "given-up", "cancelled"]),
  revision: count,
  createdAt: instant,
  dueAt: instant,
  heldUntil: instantOrNull,
  attempts: list(attempt),
});

export const told = shape({ at: instant, route: text, recipient: textOrNull, state: text });

export const run = shape({
  role: z.enum(["last-good", "broke", "occurrence", "healed", "between", "after"]),
  words: text,
  seq: count.nullable(),
  run: z
    .looseObject({ id: text, outcome: text, startedAt: instant, endedAt: instantOrNull })
    .meta({ description: "as luota show RUN --json prints it" }),
});

export const delivery = shape({
  deadlineAt: instant,
  noticedAt: instant,
  noticedAfterMs: length,
  firstAttemptAt: instantOrNull,
  firstAttemptAfterMs: lengthOrNull,
  firstReceiptAt: instantOrNull,
  firstReceiptAfterMs: lengthOrNull,
  acknowledgedAt: instantOrNull,
  acknowledgedAfterMs: lengthOrNull,
  resolvedAt: instantOrNull,
  resolvedAfterMs: lengthOrNull,
  notices: count,
  attempts: count,
  delivered: count,
});

export const incident = shape({
  monitor: text,
  kind: text,
  severity: z.number().int().min(1).max(4),
  state: z.enum(["opened", "acknowledged", "resolved"]),
  happenedAt: instant,
  noticedAt: instant,
  acknowledgedAt: instantOrNull,
  acknowledgedBy: textOrNull,
  resolvedAt: instantOrNull,
  resolution: z.looseObject({ kind: text }).nullable(),
  resolutionWords: textOrNull,
  occurrences: count,
  reopenings: count,
  flapping: z.boolean(),
  run: textOrNull,
  lastGoodRun: textOrNull,
  causes: list(
    shape({
      kind: text,
      words: text,
      since: instant,
      until: instantOrNull,
      count,
      ends: text,
    }),
  ),
});
