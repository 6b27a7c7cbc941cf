import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Delivering } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Clock } from "./clock.ts";
import { claimFor, type Claimed } from "./pump-claim.ts";
import type { Lanes } from "./pump-lanes.ts";
import type { RouteAtHand } from "./pump-routes.ts";

export interface TakenDue {
  readonly claimed: readonly Claimed[];
  /** When to look again, though nothing is heard; null for never. */
  readonly nextAt: EpochMilliseconds | null;
}

/** What looks due and is not given, since an earlier message is under way, is asked for again then. */
export const askAgainAfter: Milliseconds = 250;

/** Claims what is due for the routes that have room. */
export async function claimDue(
  store: Pick<Delivering, "claimParcels" | "nextDelivery">,
  hands: readonly RouteAtHand[],
  lanes: Lanes,
  clock: Clock,
): Promise<Result<TakenDue, StoreFailure>> {
  const monotonic = clock.monotonic();
  const pauses = hands
    .map(({ route }) => lanes.openAt(route, monotonic))
    .filter((at) => at !== null)
    .map((at) => clock.wall() + Math.max(1, at - monotonic));
  const nothing = (due: EpochMilliseconds | null) =>
    ok({ claimed: [], nextAt: earliest([...pauses, due]) });
  const open = hands.filter(({ route }) => lanes.room(route, monotonic) > 0);
  if (open.length === 0) return nothing(null);
  const asked = open.map(({ route, digest }) => ({ route: route.name, digest }));
  const due = await store.nextDelivery(asked);
  if (!due.ok) return due;
  if (due.value === null || due.value > clock.wall()) return nothing(due.value);
  const claimed = await claimFor(store, open, lanes, clock);
  if (!claimed.ok) return claimed;
  return ok({
    claimed: claimed.value,
    nextAt: earliest([...pauses, clock.wall() + askAgainAfter]),
  });
}

function earliest(instants: readonly (EpochMilliseconds | null)[]): EpochMilliseconds | null {
  const known = instants.filter((each) => each !== null).toSorted((one, other) => one - other);
  return known[0] ?? null;
}
