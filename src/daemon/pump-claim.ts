import { randomUUID } from "node:crypto";
import { ok, type Result } from "../base/result.ts";
import type { Route } from "../domain/route.ts";
import type { Delivering, Parcel } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Clock } from "./clock.ts";
import { limitsOf, type Lanes } from "./pump-lanes.ts";
import type { RouteAtHand } from "./pump-routes.ts";

export interface Claimed {
  readonly parcel: Parcel;
  readonly hand: RouteAtHand;
}

/** Claims for each of these routes as much as it has room for. */
export async function claimFor(
  store: Pick<Delivering, "claimParcels">,
  open: readonly RouteAtHand[],
  lanes: Lanes,
  clock: Clock,
): Promise<Result<readonly Claimed[], StoreFailure>> {
  const monotonic = clock.monotonic();
  const roomOf = ({ route }: RouteAtHand) => lanes.room(route, monotonic);
  const alike = Map.groupBy(open, (hand) => `${roomOf(hand)} ${limitsOf(hand.route).leaseMs}`);
  const claimed: Claimed[] = [];
  for (const hands of alike.values()) {
    const [first] = hands;
    if (first === undefined) continue;
    const parcels = await store.claimParcels({
      now: clock.wall(),
      routes: hands.map(({ route, digest }) => ({
        route: route.name,
        digest,
        groups: groups(route),
      })),
      token: randomUUID(),
      leaseMs: limitsOf(first.route).leaseMs,
      limitPerRoute: roomOf(first),
    });
    if (!parcels.ok) return parcels;
    for (const parcel of parcels.value) {
      const hand = hands.find(({ route }) => route.name === parcel.route);
      if (hand !== undefined) claimed.push({ parcel, hand });
    }
  }
  return ok(claimed);
}

/** People read several incidents at once; programs get one at a time. */
function groups({ target }: Route): boolean {
  return target.kind !== "webhook" && target.kind !== "pagerduty";
}
