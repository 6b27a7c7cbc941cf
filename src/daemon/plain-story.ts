import { toIso } from "../base/time.ts";
import type { Story } from "../domain/message.ts";
import { incidentName } from "../domain/words/incident.ts";
import type { ParcelItem } from "../store/delivering.ts";

/**
 * What a notice alone says of its incident: where a bug of luota's, or a row that can't be read, stands
 * in the way of the whole story, this is sent. Better little than nothing.
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
    headline: `${monitor}: ${kind}. The rest of its story could not be told: luota show ${name}`,
    ...{ facts: [], greenSignals: [], differences: [], output: null, runbook: null },
    acknowledgeUrl: isOver ? null : scene.acknowledgeUrl,
    acknowledgeCommand: isOver ? null : `luota ack ${name}`,
    json: {
      ...{ id: name, monitor, host: scene.host, severity, drill: drill !== null },
      happenedAt: toIso(happenedAt),
    },
  };
}
