import { readAuditEvent } from "../domain/audit.ts";
import { rangesIn } from "../domain/pruned-range.ts";
import { prepare, type Store } from "./store.ts";

/** Where a walk along the chain stands: the number that comes next, and the hash that it has to name. */
interface ChainPlace {
  readonly seq: number;
  readonly prev: string;
  /** Events on the way here that were taken away. */
  readonly gone: number;
  /** Numbers that belong to a part of the chain which a restored backup does not have. */
  readonly elsewhere: number;
}

/**
 * Goes on over events that are not kept any more, as far as later events of the chain vouch for them.
 * `audit_gaps` only says where to look: what counts is what that event says, which the walk still has
 * to come to.
 */
export function crossGaps(store: Store, from: ChainPlace, until: number): ChainPlace {
  let place = from;
  while (place.seq < until) {
    const next = crossOne(store, place);
    if (next === null) break;
    place = next;
  }
  return place;
}

function crossOne(store: Store, place: ChainPlace): ChainPlace | null {
  const { seq, prev, gone, elsewhere } = place;
  const row = prepare(store, select).get(seq) as [number, Buffer] | undefined;
  if (row === undefined) return null;
  const event = readAuditEvent(row[1].toString("utf8"));
  if (event === null || !vouching.has(event.kind)) return null;
  const range = rangesIn(event.data).find((each) => each.first === seq && each.prev === prev);
  if (range === undefined || range.last >= row[0]) return null;
  const count = range.last - range.first + 1;
  const next = { seq: range.last + 1, prev: range.hash };
  return event.kind === "pruned"
    ? { ...next, gone: gone + count, elsewhere }
    : { ...next, gone, elsewhere: elsewhere + count };
}

const vouching: ReadonlySet<string> = new Set(["pruned", "restored"]);

const select = `SELECT audit.seq, audit.bytes FROM audit_gaps JOIN audit ON audit.seq = audit_gaps.seq
  WHERE audit_gaps.first = ?`;
