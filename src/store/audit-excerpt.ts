import type { Result } from "../base/result.ts";
import type { ExcerptLink } from "../domain/chain-excerpt.ts";
import { storedLink, type LinkRow } from "./audit-read.ts";
import type { StoreFailure } from "./failure.ts";
import { prepare, snapshot, type Store } from "./store.ts";

export interface ExcerptQuestion {
  /** The number of the incident. */
  readonly incident: number;
  /** Other events that concern it, as of its runs: given with their bytes. */
  readonly told: readonly number[];
  /** Links that its messages name: given by their hashes. */
  readonly named: readonly number[];
  /** The end of the chain as the record names it: what came later is another record's. */
  readonly until: number;
}

/** More hashes than this between its first and its last event are left out, but for the named ones. */
const mostBetween = 20_000;

/**
 * What the chain says of an incident, in order: its events with their bytes; the links between, before
 * the first and at the end by their hashes alone. What was pruned is left out.
 */
export function readChainExcerpt(
  store: Store,
  question: ExcerptQuestion,
): Result<readonly ExcerptLink[], StoreFailure> {
  return snapshot(store, () => {
    const own = prepare(store, selectOwn).all(question.incident, question.until) as LinkRow[];
    const told = [...new Set(question.told)].flatMap(
      (seq) => prepare(store, selectEvent).all(seq) as LinkRow[],
    );
    const events = [...own, ...told].map(storedLink);
    const links = new Map<number, ExcerptLink>();
    for (const [seq, hash] of readBare(store, events, [...question.named, question.until]))
      links.set(seq, { seq, hash, bytes: null });
    for (const { seq, hash, bytes } of events) links.set(seq, { seq, hash, bytes });
    return [...links.values()].sort((one, other) => one.seq - other.seq);
  });
}

function readBare(
  store: Store,
  events: readonly { readonly seq: number }[],
  named: readonly number[],
): readonly BareRow[] {
  const seqs = events.map(({ seq }) => seq).sort((one, other) => one - other);
  const [first, last] = [seqs.at(0), seqs.at(-1)];
  const isShort = first !== undefined && last !== undefined && last - first <= mostBetween;
  const between = isShort ? prepare(store, selectBetween).all(first - 1, last) : [];
  const single = [...new Set([...named, ...seqs.map((seq) => seq - 1)])];
  return [
    ...(between as BareRow[]),
    ...single.flatMap((seq) => prepare(store, selectOne).all(seq) as BareRow[]),
  ];
}

type BareRow = readonly [number, string];

const selectOwn = `SELECT audit.seq, audit.bytes, audit.hash FROM audit_of_incidents
  JOIN audit ON audit.seq = audit_of_incidents.seq 
  WHERE audit_of_incidents.incident = ? AND audit.seq <= ?`;
const selectEvent = "SELECT seq, bytes, hash FROM audit WHERE seq = ?";
const selectBetween = "SELECT seq, hash FROM audit WHERE seq BETWEEN ? AND ?";
const selectOne = "SELECT seq, hash FROM audit WHERE seq = ?";
