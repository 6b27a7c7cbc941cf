import { couldBeHeard } from "../../domain/readiness.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { namesOf, type RouteStanding } from "./routes.ts";

/** `2 of 3 routes could be heard; nobody hears billing-sync`; null where there is nothing to say. */
export function hearingWords(
  routes: readonly RouteStanding[],
  unheard: readonly string[],
): string | null {
  if (routes.length === 0 && unheard.length === 0) return null;
  const heard = routes.filter(({ readiness }) => couldBeHeard(readiness)).length;
  const count =
    routes.length === 0
      ? "there is no route"
      : `${heard} of ${routes.length} ${routes.length === 1 ? "route" : "routes"} could be heard`;
  const nobody = unheard.length === 0 ? "" : `; nobody hears ${neutraliseLine(namesOf(unheard))}`;
  return `${count}${nobody}`;
}
