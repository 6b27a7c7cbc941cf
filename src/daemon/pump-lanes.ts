import type { Milliseconds } from "../base/duration.ts";
import type { Route } from "../domain/route.ts";

/** Who takes a message a second at most, one after the other; a little more for the way. */
const slackPause: Milliseconds = 1_100;

const mostAtOnce = 4;

/** How much each route has on the wire: one that hangs holds up itself alone. Times are monotonic. */
export interface Lanes {
  /** How many messages a route may take now. */
  readonly room: (route: Route, now: Milliseconds) => number;
  /** When a route that has room but for its pause may take the next one; null: not for a pause. */
  readonly openAt: (route: Route, now: Milliseconds) => Milliseconds | null;
  readonly enter: (route: Route, now: Milliseconds) => void;
  readonly leave: (route: Route) => void;
  readonly onWire: () => number;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, { onWire: number; notBefore: Milliseconds }>();
  const laneOf = ({ name }: Route) => {
    const lane = lanes.get(name) ?? { onWire: 0, notBefore: -Infinity };
    lanes.set(name, lane);
    return lane;
  };
  return {
    room: (route, now) => {
      const { onWire, notBefore } = laneOf(route);
      return notBefore > now ? 0 : Math.max(0, widthOf(route) - onWire);
    },
    openAt: (route, now) => {
      const { onWire, notBefore } = laneOf(route);
      return notBefore > now && onWire < widthOf(route) ? notBefore : null;
    },
    enter: (route, now) => {
      const lane = laneOf(route);
      lane.onWire += 1;
      if (route.target.kind === "slack") lane.notBefore = now + slackPause;
    },
    leave: (route) => {
      laneOf(route).onWire -= 1;
    },
    onWire: () => [...lanes.values()].reduce((sum, lane) => sum + lane.onWire, 0),
  };
}

/** How long an attempt may take; and the lease, which outlasts it and all that is written about it. */
export function limitsOf({ target }: Route): {
  readonly attemptMs: Milliseconds;
  readonly leaseMs: Milliseconds;
} {
  return target.kind === "email"
    ? { attemptMs: 61_000, leaseMs: 120_000 }
    : { attemptMs: 40_000, leaseMs: 80_000 };
}

function widthOf({ target }: Route): number {
  return target.kind === "slack" ? 1 : mostAtOnce;
}
