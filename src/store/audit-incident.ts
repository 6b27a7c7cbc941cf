import type { EpochMilliseconds } from "../base/time.ts";
import { sha256Hex } from "../text/digest.ts";
import { prepare, type Store } from "./store.ts";

/** What a chain tells of incidents and the store does not, or the other way round. */
export type IncidentFault =
  | { readonly kind: "incident-missing"; readonly incident: number }
  /** The incident itself, or a line of its timeline, is not as it was written. */
  | { readonly kind: "incident-changed"; readonly incident: number }
  /** A line of its timeline of which no event tells. */
  | { readonly kind: "untold-change"; readonly incident: number };

export interface WrittenChange {
  readonly at: EpochMilliseconds;
  readonly noticedAt: EpochMilliseconds;
  /** As JSON text, as it lies in the store. */
  readonly what: string;
  readonly body: string;
}

/** What the event of a change says of it, so that the store can be held to it. */
export function changeDigests({ at, noticedAt, what, body }: WrittenChange) {
  return { change: sha256Hex(`${at} ${noticedAt} ${what}`), incident: sha256Hex(body) };
}

/** Compares the event of one change with what lies in the store now. */
export function checkIncident(
  store: Store,
  subject: string,
  data: Readonly<Record<string, unknown>>,
): IncidentFault | null {
  const incident = Number(subject.replace("INC-", ""));
  const select = "SELECT revision, body FROM incidents WHERE number = ?";
  const row = prepare(store, select).get(incident) as [number, string] | undefined;
  if (row === undefined) return { kind: "incident-missing", incident };
  const revision = Number(data["revision"]);
  const change = prepare(store, selectChange).get(incident, revision) as ChangeRow | undefined;
  if (change === undefined) return { kind: "incident-changed", incident };
  const [at, noticedAt, what] = change;
  const digests = changeDigests({ at, noticedAt, what, body: row[1] });
  const isLast = row[0] === revision;
  const isSame =
    digests.change === data["change"] && (!isLast || digests.incident === data["incident"]);
  return isSame && row[0] >= revision ? null : { kind: "incident-changed", incident };
}

type ChangeRow = readonly [EpochMilliseconds, EpochMilliseconds, string];
const selectChange = `SELECT at, noticed_at, what FROM incident_changes
  WHERE incident = ? AND revision = ?`;

/** Looks for an incident with more changes than the chain tells of. */
export function findUntoldChange(
  store: Store,
  told: ReadonlyMap<string, number>,
): IncidentFault | null {
  const select = `SELECT number, max(revision, (SELECT count(*) FROM incident_changes
    WHERE incident = number)) FROM incidents ORDER BY number`;
  for (const [incident, changes] of prepare(store, select).all() as [number, number][])
    if (changes !== (told.get(`INC-${incident}`) ?? 0)) return { kind: "untold-change", incident };
  return null;
}
