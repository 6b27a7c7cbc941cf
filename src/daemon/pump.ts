import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Delivering, Parcel } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import { deliverOne, type DeliveryParts, type DeliveryWorld } from "./deliver-one.ts";
import { claimFor } from "./pump-claim.ts";
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

/** What looks due and is not given, since an earlier message is under way, is asked for again then. */
const askAgainAfter: Milliseconds = 250;

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
  let nextAt: EpochMilliseconds | null = null;
  let turning: Promise<Result<void, StoreFailure>> | null = null;

  async function turn(): Promise<Result<void, StoreFailure>> {
    if (turning !== null) {
      asked = true;
      return await turning;
    }
    turning = takeTurns();
    try {
      return await turning;
    } finally {
      turning = null;
    }
  }

  async function takeTurns(): Promise<Result<void, StoreFailure>> {
    while (!closing && (asked || (nextAt !== null && nextAt <= clock.wall()))) {
      const isAsked = asked;
      asked = false;
      const tended = isAsked ? await parts.tend(rules()) : ok(undefined);
      const taken = tended.ok ? await takeDue() : tended;
      if (!taken.ok) {
        nextAt = clock.wall() + askAgainAfter;
        return taken;
      }
      nextAt = taken.value;
    }
    return ok(undefined);
  }

  /** Claims and starts what is due; answers with when to come again. */
  async function takeDue(): Promise<Result<EpochMilliseconds | null, StoreFailure>> {
    const { config } = rules();
    if (config === null || config.routes.length === 0) return ok(null);
    const hands = [...routes.look(config).values()];
    const monotonic = clock.monotonic();
    const open = hands.filter(({ route }) => lanes.room(route, monotonic) > 0);
    const pauses = hands
      .map(({ route }) => lanes.openAt(route, monotonic))
      .filter((at) => at !== null)
      .map((at) => clock.wall() + Math.max(1, at - monotonic));
    if (open.length === 0) return ok(earliest(pauses));
    const due = await store.nextDelivery(
      open.map(({ route, digest }) => ({ route: route.name, digest })),
    );
    if (!due.ok) return due;
    if (due.value === null || due.value > clock.wall()) return ok(earliest([...pauses, due.value]));
    const claimed = await claimFor(store, open, lanes, clock);
    if (!claimed.ok) return claimed;
    for (const { parcel, hand } of claimed.value) start(parcel, hand);
    // There may be more, for routes that still have room.
    if (claimed.value.length > 0) asked = true;
    return ok(earliest([...pauses, clock.wall() + askAgainAfter]));
  }

  function start(parcel: Parcel, hand: RouteAtHand): void {
    lanes.enter(hand.route, clock.monotonic());
    const going = deliverOne(parcel, hand, parts, world, stop.signal).finally(() => {
      lanes.leave(hand.route);
      underWay.delete(going);
      asked = true;
      void follow();
    });
    underWay.add(going);
  }

  /** There is room again. */
  async function follow(): Promise<void> {
    const turned = await turn();
    if (!turned.ok)
      world.log("error", "delivery-store", world.describeStoreFailure(turned.failure));
  }

  return {
    ask: () => {
      asked = true;
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

function earliest(instants: readonly (EpochMilliseconds | null)[]): EpochMilliseconds | null {
  const known = instants.filter((each) => each !== null).toSorted((one, other) => one - other);
  return known[0] ?? null;
}
