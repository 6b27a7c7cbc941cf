import { toIso, toIsoOrNull, type EpochMilliseconds } from "../base/time.ts";
import type { DeliveryFigures } from "./document-delivery.ts";
import type { RecordFacts } from "./facts.ts";

/** How long it took from the deadline to each step of being told. */
export function composeDelivery(facts: RecordFacts): DeliveryFigures {
  const { incident } = facts.story;
  const { happenedAt, noticedAt, acknowledgedAt, resolvedAt } = incident;
  const { firstAttempt, firstReceipt } = firstSteps(facts.attempts);
  const after = (at: EpochMilliseconds | null) => (at === null ? null : at - happenedAt);
  return {
    deadlineAt: toIso(happenedAt),
    noticedAt: toIso(noticedAt),
    noticedAfterMs: noticedAt - happenedAt,
    firstAttemptAt: toIsoOrNull(firstAttempt),
    firstAttemptAfterMs: after(firstAttempt),
    firstReceiptAt: toIsoOrNull(firstReceipt),
    firstReceiptAfterMs: after(firstReceipt),
    acknowledgedAt: toIsoOrNull(acknowledgedAt),
    acknowledgedAfterMs: after(acknowledgedAt),
    resolvedAt: toIsoOrNull(resolvedAt),
    resolvedAfterMs: after(resolvedAt),
    notices: facts.notices.length,
    attempts: facts.attempts.length,
    delivered: facts.notices.filter(({ state }) => state === "delivered").length,
  };
}

function firstSteps(attempts: RecordFacts["attempts"]) {
  const receipts = attempts.flatMap(({ state, endedAt }) =>
    state === "delivered" && endedAt !== null ? [endedAt] : [],
  );
  const begun = attempts.map(({ begunAt }) => begunAt);
  return { firstAttempt: least(begun), firstReceipt: least(receipts) };
}

function least(instants: readonly EpochMilliseconds[]): EpochMilliseconds | null {
  return instants.length === 0 ? null : Math.min(...instants);
}
