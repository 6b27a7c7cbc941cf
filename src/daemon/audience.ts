import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Audience, Listener } from "../domain/announce-telling.ts";
import type { OutboxEntry } from "../domain/notice.ts";
import type { Route } from "../domain/route.ts";
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

function listenerAt({ name, pager, target }: Route): Listener {
  const listener = { route: name, pager, recipients: [""], showsQuietly: false };
  switch (target.kind) {
    case "email":
      return { ...listener, recipients: target.to };
    case "webhook":
      // A program hears it, and nobody is disturbed.
      return { ...listener, showsQuietly: true };
    case "slack":
    case "pagerduty":
      return listener;
    default:
      return unreachable(target);
  }
}
