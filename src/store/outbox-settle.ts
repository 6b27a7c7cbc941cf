import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import { settleMessage } from "../domain/outbox-settle.ts";
import { learnFromAttempt } from "../domain/route-learn.ts";
import { newRouteRecord, type RouteRecord } from "../domain/route-record.ts";
import { sha256Hex } from "../text/digest.ts";
import type { NotHeld, Settlement } from "./delivering.ts";
import { readDigestContent } from "./digest-owe.ts";
import type { StoreFailure } from "./failure.ts";
import { cutOutcome } from "./outbox-receipt.ts";
import { keepLearned, readRouteRecord } from "./outbox-routes.ts";
import { closeMessage, settleNotices } from "./outbox-write.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

/** Keeps how an attempt ended, and all that follows from it, unless somebody else has the message by now. */
export function settleAttempt(
  store: Store,
  settlement: Settlement,
  deed: Deed,
): Result<void, StoreFailure | NotHeld> {
  return transact(store, (): Result<void, NotHeld> => {
    const { attempt, token } = settlement;
    const row = prepare(store, selectHeld).get(attempt, token) as HeldRow | undefined;
    if (row === undefined) return fail({ kind: "not-held" });
    const outcome = cutOutcome(settlement.outcome);
    const receiptDigest = writeEnd(store, settlement, outcome);
    const [message, route, digest, dueAt, unsure] = row;
    const closedUntil = learn(store, { route, digest, outcome, at: settlement.endedAt }, deed);
    const isCertain = outcome.kind === "try-later" || outcome.kind === "refused";
    const [mayHaveArrived, { endedAt, retryAt }] = [unsure > 1, settlement];
    const asked = { dueAt, mayHaveArrived, endedAt, retryAt, closedUntil };
    const settled = settleMessage(outcome, asked);
    prepare(store, release).run(isCertain ? 1 : 0, endedAt, message);
    if (settled.kind === "over")
      settleNotices(store, message, settled.state, { attempt, receiptDigest, deed });
    else letWait(store, message, settled.until, isCertain && !mayHaveArrived);
    return ok(undefined);
  });
}

const selectHeld = `SELECT messages.number, messages.route, messages.route_digest, messages.due_at,
    messages.unsure
  FROM attempts JOIN messages ON messages.number = attempts.message
  WHERE attempts.id = ? AND messages.lease_token = ? AND attempts.state = 'begun'
    AND attempts.number = messages.attempts AND messages.state = 'open'`;

type HeldRow = readonly [number, string, string, EpochMilliseconds, number];

const release = `UPDATE messages SET unsure = unsure - ?, lease_token = NULL, lease_until = NULL,
  next_at = ? WHERE number = ?`;

/** The digest of the receipt, for the chain; null for none. */
function writeEnd(store: Store, settlement: Settlement, outcome: AttemptOutcome): string | null {
  const { attempt, endedAt, tookMs } = settlement;
  const receipt = "receipt" in outcome ? outcome.receipt : null;
  const text = receipt === null ? null : JSON.stringify(receipt);
  const reason = "reason" in outcome ? outcome.reason : null;
  prepare(store, end).run(outcome.kind, endedAt, tookMs, reason, text, attempt);
  return text === null ? null : sha256Hex(text);
}

const end = `UPDATE attempts SET state = ?, ended_at = ?, took_ms = ?, reason = ?, receipt = ?
  WHERE id = ? AND state = 'begun'`;

/** What the route's record says of its closing afterwards. Another config's record learns nothing. */
function learn(
  store: Store,
  from: Pick<RouteRecord, "route" | "digest"> & {
    readonly outcome: AttemptOutcome;
    readonly at: EpochMilliseconds;
  },
  deed: Deed,
): EpochMilliseconds | null {
  const { route, digest, outcome, at } = from;
  const before = readRouteRecord(store, route) ?? newRouteRecord(route, digest);
  if (before.digest !== digest) return null;
  const after = learnFromAttempt(before, outcome, at);
  keepLearned(store, before, after, deed);
  return after.closedUntil;
}

/** Back to waiting; what was taken back meanwhile and certainly did not arrive is so for good now. */
function letWait(
  store: Store,
  message: number,
  until: EpochMilliseconds,
  isCertain: boolean,
): void {
  prepare(store, "UPDATE messages SET next_at = ? WHERE number = ?").run(until, message);
  if (!isCertain || readDigestContent(store, message) !== null) return;
  const recall = `UPDATE notices SET state = 'cancelled'
    WHERE message = ? AND state = 'waiting' AND recalled = 1`;
  prepare(store, recall).run(message);
  const left = "SELECT 1 FROM notices WHERE message = ? AND state = 'waiting' LIMIT 1";
  if (prepare(store, left).get(message) === undefined) closeMessage(store, message, "retired");
}
