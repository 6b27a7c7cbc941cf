import { ok, type Result } from "../base/result.ts";
import { planOutbox, type OutboxPlan } from "../domain/outbox-plan.ts";
import type { ClaimQuestion, OpenRoute } from "./claim-question.ts";
import type { Parcel } from "./delivering.ts";
import type { StoreFailure } from "./failure.ts";
import { readParcels } from "./outbox-parcel.ts";
import { isAnythingDue, readOpenMessages, readWaiting } from "./outbox-rows.ts";
import { readRouteRecord, routeRecordFor, writeRouteRecord } from "./outbox-routes.ts";
import { retireMessage, settleNotices } from "./outbox-write.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";

/** Claims what is due on these routes; each route by itself, so that none delays another. */
export function claimParcels(
  store: Store,
  question: ClaimQuestion,
): Result<readonly Parcel[], StoreFailure> {
  const { now, routes } = question;
  const due = attempt(store, () => routes.filter((route) => isAnythingDue(store, route, now)));
  if (!due.ok || due.value.length === 0) return due.ok ? ok([]) : due;
  return transact(store, () => {
    const claimed = due.value.flatMap((route) => claimOf(store, route, question));
    return ok(readParcels(store, claimed, question));
  });
}

/** Gives back messages that were claimed and are not tried now; whoever claims next has them. */
export function releaseParcels(
  store: Store,
  parcels: readonly Parcel[],
): Result<void, StoreFailure> {
  if (parcels.length === 0) return ok(undefined);
  return transact(store, () => {
    for (const { number, lease } of parcels) {
      const values = [number, lease.token];
      if (prepare(store, giveBack).run(...values).changes === 0) continue;
      const select = "SELECT 1 FROM messages WHERE number = ? AND attempts = 0";
      if (prepare(store, select).get(number) !== undefined) retireMessage(store, number);
    }
    return ok(undefined);
  });
}

const giveBack = `UPDATE messages SET lease_token = NULL, lease_until = NULL
  WHERE number = ? AND lease_token = ? AND state = 'open'`;

/** The numbers of the messages, in the order in which they should leave. */
function claimOf(store: Store, route: OpenRoute, question: ClaimQuestion): readonly number[] {
  const { now } = question;
  const messages = readOpenMessages(store, route, now);
  const leased = messages.some((message) => message.leased);
  const limit = limitOf(store, route, question, leased);
  if (limit === 0) return [];
  const { groups } = route;
  const notices = readWaiting(store, route.route, now);
  const plan = planOutbox(notices, messages, { now, groups, limit });
  return carryOut(store, plan, route, question);
}

/** A route that failed is tried with one message at a time, until one is taken. */
function limitOf(
  store: Store,
  { route, digest }: OpenRoute,
  { now, limitPerRoute }: ClaimQuestion,
  leased: boolean,
): number {
  const known = readRouteRecord(store, route);
  if (known !== null && known.digest !== digest)
    writeRouteRecord(store, routeRecordFor(store, route, digest));
  if (known === null || known.digest !== digest || known.closedUntil === null) return limitPerRoute;
  return known.closedUntil > now || leased ? 0 : Math.min(1, limitPerRoute);
}

function carryOut(
  store: Store,
  plan: OutboxPlan,
  { route, digest }: OpenRoute,
  question: ClaimQuestion,
): readonly number[] {
  const { now, token, leaseMs } = question;
  const deed = { by: nobody, now };
  for (const number of plan.retire) retireMessage(store, number);
  for (const number of plan.end)
    settleNotices(store, number, "unknown", { attempt: 0, receiptDigest: null, deed });
  for (const number of plan.cancel) prepare(store, cancel).run(number);
  const until = now + leaseMs;
  const retried = plan.retry.filter(
    (number) => prepare(store, take).run(token, until, digest, number, now).changes === 1,
  );
  const formed = plan.form.map(({ recipient, notices }) => {
    // Counted from now: after a night without power, too, there is a day to get it through.
    const values = [route, recipient, digest, notices.length, now, now, token, until];
    const number = Number(prepare(store, form).run(...values).lastInsertRowid);
    for (const notice of notices) prepare(store, join).run(number, notice);
    return number;
  });
  return [...retried, ...formed];
}

/** What ends here was taken back by somebody who was told of then. */
const nobody = { user: null, host: null };

const cancel = "UPDATE notices SET state = 'cancelled' WHERE number = ? AND state = 'waiting'";

const take = `UPDATE messages SET lease_token = ?, lease_until = ?, route_digest = ?
  WHERE number = ? AND state = 'open' AND (lease_until IS NULL OR lease_until <= ?)`;

const form = `INSERT INTO messages (route, recipient, route_digest, size, due_at, next_at,
  lease_token, lease_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

const join = `UPDATE notices SET message = ?
  WHERE number = ? AND state = 'waiting' AND message IS NULL`;
