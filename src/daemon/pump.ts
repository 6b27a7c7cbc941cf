import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Delivering, Parcel } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import { deliverOne, type DeliveryParts, type DeliveryWorld } from "./deliver-one.ts";
import { askAgainAfter, claimDue } from "./pump-due.ts";
import { createLanes } from "./pump-lanes.ts";
import type { PumpRoutes, RouteAtHand } from "./pump-routes.ts";
import type { Rules } from "./rules.ts";
import { waitFor } from "./wait-for.ts";

/** Takes owed notices from the store and gives them to senders, each route for itself. */
export interface Pump {
  /** Has the store asked what is owed: something was written that may have made a notice due. */
  readonly ask: () => void;
  /** Begins to send what is due, as far as there is room; sends go on by themselves afterwards. */
  readonly turn: () => Promise<Result<void, StoreFailure>>;
  /** When the next turn has something to do; null: nothing that is known of. */
  readonly nextAt: () => EpochMilliseconds | null;
  readonly onWire: () => number;
  /** Waits until something that is on the wire has ended, but not longer than that. */
  readonly settled: (patience: Milliseconds) => Promise<void>;
  /** Routes that this process has no secret for, and which one. */
  readonly unusable: PumpRoutes["unusable"];
  /** Takes nothing new. What is on the wire may end in this time, then it is broken off. */
  readonly drain: (patience: Milliseconds) => Promise<void>;
}

export interface PumpParts extends Omit<DeliveryParts, "store"> {
  readonly store: Pick<Delivering, "claimParcels" | "nextDelivery"> & DeliveryParts["store"];
  readonly routes: PumpRoutes;
  readonly rules: () => Rules;
  /** Sees to notices that their route won't take, before others are claimed. */
  readonly tend: (rules: Rules) => Promise<Result<void, StoreFailure>>;
}

/** So long what was broken off may take to be written down. */
const writtenWithin: Milliseconds = 4_000;

export function createPump(parts: PumpParts, world: DeliveryWorld): Pump {
  const { store, routes, rules } = parts;
  const { clock } = world;
  const lanes = createLanes();
  const stop = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  let closing = false;
  let asked = true;
  let untended = true;
  let nextAt: EpochMilliseconds | null = null;
  let turning: Promise<Result<void, StoreFailure>> | null = null;

  async function turn(): Promise<Result<void, StoreFailure>> {
    if (turning !== null) asked = true;
    turning ??= takeTurns().finally(() => {
      turning = null;
    });
    return await turning;
  }

  async function takeTurns(): Promise<Result<void, StoreFailure>> {
    while (!closing && (asked || (nextAt !== null && nextAt <= clock.wall()))) {
      asked = false;
      if (untended) await tend();
      const taken = await takeDue();
      if (!taken.ok) {
        nextAt = clock.wall() + askAgainAfter;
        return taken;
      }
      nextAt = taken.value;
    }
    return ok(undefined);
  }

  /** Whatever goes wrong with notices that are stranded, the others leave. */
  async function tend(): Promise<void> {
    untended = false;
    try {
      const tended = await parts.tend(rules());
      if (!tended.ok) tell(world.describeStoreFailure(tended.failure));
    } catch (error) {
      tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  async function takeDue(): Promise<Result<EpochMilliseconds | null, StoreFailure>> {
    const { config } = rules();
    if (config === null || config.routes.length === 0) return ok(null);
    const taken = await claimDue(store, [...routes.look(config).values()], lanes, clock);
    if (!taken.ok) return taken;
    const { claimed, nextAt: next } = taken.value;
    for (const { parcel, hand } of claimed) start(parcel, hand);
    // There may be more, for routes that still have room.
    if (claimed.length > 0) asked = true;
    return ok(next);
  }

  function start(parcel: Parcel, hand: RouteAtHand): void {
    lanes.enter(hand.route, clock.monotonic());
    const going = deliver(parcel, hand).finally(() => {
      underWay.delete(going);
    });
    underWay.add(going);
  }

  /** Afterwards there is room again; what was not delivered may be stranded now. */
  async function deliver(parcel: Parcel, hand: RouteAtHand): Promise<void> {
    const delivered = await deliverOne(parcel, hand, parts, world, stop.signal);
    lanes.leave(hand.route);
    asked = true;
    if (delivered !== "delivered") untended = true;
    void turn().then(
      (turned) => {
        if (!turned.ok) tell(world.describeStoreFailure(turned.failure));
      },
      (error: unknown) => {
        tell(String(error));
      },
    );
  }

  function tell(trouble: string): void {
    world.log("error", "delivery-trouble", trouble);
  }

  return {
    ask: () => {
      asked = true;
      untended = true;
    },
    turn,
    nextAt: () => (asked ? clock.wall() : nextAt),
    onWire: lanes.onWire,
    unusable: routes.unusable,
    settled: async (patience) => {
      await waitFor(patience, underWay.size === 0 ? [] : [Promise.race(underWay)]);
    },
    drain: async (patience) => {
      closing = true;
      await waitFor(patience, underWay);
      stop.abort();
      await waitFor(writtenWithin, underWay);
      routes.close();
    },
  };
}
