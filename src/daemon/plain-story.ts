import { toIso } from "../base/time.ts";
import type { Story } from "../domain/message.ts";
import { incidentName } from "../domain/words/incident.ts";
import { utcSeconds } from "../domain/words/when.ts";
import type { ParcelItem } from "../store/delivering.ts";

/**
 * What a notice alone says of its incident: for the many that nobody reads in full, and where a bug of
 * luota's, or a row that can't be read, stands in the way of the whole story.
 */
export function plainStory(
  { incident, kind, notices }: ParcelItem,
  scene: {
    readonly store: string;
    readonly host: string;
    readonly acknowledgeUrl: string | null;
  },
): Story | null {
  const [first] = notices;
  if (first === undefined) return null;
  const { monitor, severity, drill, happenedAt } = first;
  const name = incidentName(incident);
  const isOver = kind === "resolved" || kind === "healed";
  return {
    incident,
    key: `${scene.store}/${name}`,
    ...{ kind, monitor, host: scene.host, severity, drill: drill !== null, happenedAt },
    badge: isOver ? "RESOLVED" : "BROKEN",
    headline: isOver
      ? `${monitor} is well again`
      : `${monitor} is broken since ${utcSeconds(happenedAt)} UTC (${kind}); more in: luota show ${name}`,
    ...{ facts: [], greenSignals: [], differences: [], output: null, runbook: null },
    acknowledgeUrl: isOver ? null : scene.acknowledgeUrl,
    acknowledgeCommand: isOver ? null : `luota ack ${name}`,
    json: {
      ...{ id: name, monitor, host: scene.host, severity, drill: drill !== null },
      happenedAt: toIso(happenedAt),
    },
  };
}
