import { ok, type Result } from "../../base/result.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { IncidentRecord } from "../../store/pages.ts";
import { describeUnknownIncident } from "../complain/incident.ts";
import type { Scene } from "./scene.ts";

/** How many open incidents are looked through for the one of a monitor, and named for a typo. */
const most = 100;

/** Whether a word names an incident: `INC-17`, in any case. */
export function incidentNumber(word: string): number | null {
  const digits = /^INC-(\d{1,9})$/iu.exec(word)?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * The incident that a person means: `INC-17`, `17`, or the name of a monitor with an open one. Null
 * after it was said that there is none.
 */
export async function findIncident(
  word: string,
  { watch, io }: Scene,
): Promise<Result<IncidentRecord | null, StoreFailure>> {
  const asked = incidentNumber(word) ?? (/^\d{1,9}$/u.test(word) ? Number(word) : null);
  if (asked !== null) {
    const found = await watch.incident(asked);
    if (!found.ok || found.value !== null) return found;
  }
  const open = await watch.incidents({ state: "open", drills: "with", limit: most });
  if (!open.ok) return open;
  const own = open.value.find(({ incident }) => incident.monitor === word);
  if (own !== undefined) return await watch.incident(own.number);
  io.terminal.err(`luota: ${describeUnknownIncident(word, open.value)}`);
  return ok(null);
}
