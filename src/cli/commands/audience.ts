import { ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { Audience, Listener } from "../../domain/announce-telling.ts";
import { matchesNamePattern } from "../../domain/name-pattern.ts";
import type { Route } from "../../domain/route.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { IncidentRecord } from "../../store/pages.ts";
import { promiseOf } from "./promise.ts";
import type { Scene } from "./scene.ts";

/** Who hears of an incident, by the config in force. */
export async function audienceOf(
  record: IncidentRecord,
  { watch, config }: Scene,
  now: EpochMilliseconds,
): Promise<Result<Audience, StoreFailure>> {
  const { rules, owner, routes } = promiseOf(config, record.incident.monitor);
  const groups = await watch.groups(now);
  if (!groups.ok) return groups;
  const silences = await watch.silences(now);
  if (!silences.ok) return silences;
  const ends = silences.value
    .filter(({ monitor }) => matchesNamePattern(monitor, rules.name))
    .map(({ until }) => until);
  const known = config?.routes ?? [];
  const pick = (names: readonly string[]) =>
    known.filter((route) => names.includes(route.name)).map(listenerOf);
  return ok({
    owner: rules.owner,
    listeners: pick(routes),
    escalate: owner?.escalate ?? [],
    escalationListeners: pick((owner?.escalate ?? []).flatMap((step) => step.routes)),
    outbox: record.outbox,
    silencedUntil: ends.length === 0 ? null : Math.max(...ends),
    lastGroupAt: groups.value.find((group) => group.owner === rules.owner)?.lastAt ?? null,
  });
}

function listenerOf({ name, pager, target }: Route): Listener {
  const recipients = target.kind === "email" ? target.to : [""];
  return { route: name, pager, recipients, showsQuietly: false };
}
