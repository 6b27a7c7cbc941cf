import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Audience, Listener } from "../domain/announce-telling.ts";
import type { OutboxEntry } from "../domain/notice.ts";
import type { Route, RouteTarget } from "../domain/route.ts";
import type { OwnerGroup } from "../store/tick-facts.ts";
import type { Rules } from "./rules.ts";

export interface TellingScene {
  /** The notices of the incident so far. */
  readonly outbox: readonly OutboxEntry[];
  readonly groups: readonly OwnerGroup[];
  readonly silencedUntil: EpochMilliseconds | null;
}

/** Who hears of an incident of a monitor, by the config in force. */
export function audienceFor(rules: Rules, monitorName: string, scene: TellingScene): Audience {
  const monitor = rules.monitorNamed(monitorName);
  const owner = rules.ownerOf(monitor);
  const escalate = owner?.escalate ?? [];
  // Whoever heard of the break hears of its end, though the owner's routes are others by now.
  const later = [
    ...escalate.flatMap((step) => step.routes),
    ...scene.outbox.map((entry) => entry.route),
  ];
  const name = owner?.name ?? null;
  return {
    owner: name,
    listeners: listenersAt(rules, monitor.routes ?? owner?.routes ?? []),
    escalate,
    escalationListeners: listenersAt(rules, later),
    outbox: scene.outbox,
    silencedUntil: scene.silencedUntil,
    lastGroupAt: scene.groups.find((group) => group.owner === name)?.lastAt ?? null,
  };
}

function listenersAt(rules: Rules, routes: readonly string[]): readonly Listener[] {
  return [...new Set(routes)]
    .map((route) => rules.routeNamed(route))
    .filter((route) => route !== null)
    .map(listenerAt);
}

function listenerAt(route: Route): Listener {
  const { name, pager, target } = route;
  return { route: name, pager, recipients: recipientsOf(route), showsQuietly: isQuiet(target) };
}

/** Its addresses; one empty text where it has none of its own. */
export function recipientsOf({ target }: Route): readonly string[] {
  return target.kind === "email" ? target.to : [""];
}

/** It can show an update without disturbing anybody. */
function isQuiet(target: RouteTarget): boolean {
  switch (target.kind) {
    case "webhook":
      // A program hears it.
      return true;
    case "slack":
      // A bot answers in the thread, or changes what it wrote.
      return target.via.kind === "bot";
    case "email":
    case "pagerduty":
    case "ntfy":
    case "discord":
      return false;
    default:
      return unreachable(target);
  }
}
