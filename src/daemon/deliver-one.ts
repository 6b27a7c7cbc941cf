import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import type { Message } from "../domain/message.ts";
import { nextDelivery } from "../domain/retry.ts";
import type { BegunAttempt, Delivering, Parcel } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import { limitsOf } from "./pump-lanes.ts";
import type { RouteAtHand } from "./pump-routes.ts";
import { redactOutcome } from "./redact-outcome.ts";
import { sendWithin } from "./send-within.ts";

/** Makes the message of a parcel, as things stand now. */
export type Compose = (parcel: Parcel, begun: BegunAttempt) => Promise<Message>;

/** What one delivery needs of the world. */
export interface DeliveryWorld {
  readonly clock: Clock;
  readonly log: Log;
  readonly actor: Actor;
  /** In [0, 1). */
  readonly chance: () => number;
  readonly describeStoreFailure: (failure: StoreFailure) => string;
}

export interface DeliveryParts {
  readonly store: Pick<Delivering, "beginAttempt" | "settleAttempt">;
  readonly compose: Compose;
}

/** What became of a parcel: an outcome that was kept; null: somebody else has it, or nobody can write. */
export type Delivered = AttemptOutcome["kind"] | null;

/**
 * One try to deliver a parcel, from the attempt's row to its outcome's. Nothing is thrown: what a
 * sender or the wording throws is a bug, told, and tried again like any failure that passes.
 */
export async function deliverOne(
  parcel: Parcel,
  hand: RouteAtHand,
  parts: DeliveryParts,
  world: DeliveryWorld,
  stop: AbortSignal,
): Promise<Delivered> {
  const { clock, log } = world;
  const begun = await parts.store.beginAttempt(parcel, clock.wall());
  if (!begun.ok) {
    if (begun.failure.kind !== "not-held") tellStore(world, begun.failure);
    return null;
  }
  const before = clock.monotonic();
  const outcome = redactOutcome(
    await trySending(parcel, begun.value, hand, parts, world, stop),
    hand.secrets,
  );
  const tookMs = clock.monotonic() - before;
  tellOutcome(log, parcel, begun.value, outcome);
  return await settle(parcel, begun.value, outcome, tookMs, parts, world);
}

async function trySending(
  parcel: Parcel,
  begun: BegunAttempt,
  hand: RouteAtHand,
  { compose }: DeliveryParts,
  { log }: DeliveryWorld,
  stop: AbortSignal,
): Promise<AttemptOutcome> {
  let left = false;
  try {
    const message = await compose(parcel, begun);
    const sender = await hand.sender();
    left = true;
    return await sendWithin(sender, message, stop, limitsOf(hand.route).attemptMs);
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log("error", "delivery-bug", `${parcel.route}: ${told}`, { route: parcel.route });
    const reason = `luota failed: ${error instanceof Error ? error.message : String(error)}`;
    return left
      ? { kind: "unknown", reason }
      : { kind: "try-later", reason, receipt: null, retryAfterMs: null };
  }
}

/** Somebody else may write for a while; the lease is longer than all of this. */
const settlePauses: readonly Milliseconds[] = [200, 1_000, 4_000];

async function settle(
  parcel: Parcel,
  begun: BegunAttempt,
  outcome: AttemptOutcome,
  tookMs: Milliseconds,
  parts: DeliveryParts,
  world: DeliveryWorld,
): Promise<Delivered> {
  const endedAt = world.clock.wall();
  const retryAt = retryOf(parcel, begun, outcome, endedAt, world.chance());
  const { token } = parcel.lease;
  const settlement = { attempt: begun.id, token, outcome, endedAt, tookMs, retryAt };
  for (const pause of [...settlePauses, null]) {
    const deed = { by: world.actor, now: world.clock.wall() };
    const settled = await parts.store.settleAttempt(settlement, deed);
    if (settled.ok) return outcome.kind;
    if (settled.failure.kind === "not-held") return null;
    if (pause === null) tellStore(world, settled.failure);
    else await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return null;
}

function retryOf(
  { firstDueAt }: Parcel,
  { number: attempts }: BegunAttempt,
  outcome: AttemptOutcome,
  now: EpochMilliseconds,
  chance: number,
): EpochMilliseconds | null {
  const retryAfterMs = outcome.kind === "try-later" ? outcome.retryAfterMs : null;
  return nextDelivery({ firstDueAt, attempts, retryAfterMs }, now, chance);
}

function tellOutcome(
  log: Log,
  { route, recipient, items, id }: Parcel,
  { number: attempt }: BegunAttempt,
  outcome: AttemptOutcome,
): void {
  const [first] = items;
  const what = first === undefined ? "the digest" : `INC-${first.incident} ${first.kind}`;
  const rest = items.length > 1 ? ` and ${items.length - 1} more` : "";
  const to = recipient === "" ? route : `${route} (${recipient})`;
  const fields = { route, messageId: id, attempt, outcome: outcome.kind };
  if (outcome.kind === "delivered") log("info", "delivered", `${what}${rest} to ${to}`, fields);
  else log("warn", "not-delivered", `${what}${rest} to ${to}: ${outcome.reason}`, fields);
}

function tellStore({ log, describeStoreFailure }: DeliveryWorld, failure: StoreFailure): void {
  log("error", "delivery-store", describeStoreFailure(failure));
}
