import { unreachable } from "../base/unreachable.ts";
import type { Heard } from "./heard.ts";
import { breakPromise, endCause, openCauseOf, type Work } from "./judge-work.ts";

/** What delivery found out about a route: it takes nothing until somebody mends it, or it takes notices. */
export function hearRoute(work: Work, { at, state }: Heard & { readonly kind: "route" }): void {
  switch (state) {
    case "broken":
      // Found broken once more is no second break.
      if (openCauseOf(work, "route-broken") === null) breakPromise(work, "route-broken", at, {});
      return;
    case "accepts":
      endCause(work, "route-broken", at, { kind: "accepted-notice" });
      work.state.lastGood = { run: null, at };
      work.turns.push({ kind: "proof", at, run: null });
      return;
    case "gone":
      endCause(work, "route-broken", at, { kind: "rule-gone" });
      work.turns.push({ kind: "moot", at });
      return;
    default:
      unreachable(state);
  }
}
