import { hash } from "node:crypto";
import type { Result } from "../base/result.ts";
import { chainSeed, checkLink, readAuditEvent, type LinkFault } from "../domain/audit.ts";
import { isObject } from "../domain/decode.ts";
import { crossGaps } from "./audit-gaps.ts";
import { storedLink, type LinkRow } from "./audit-read.ts";
import { findUntoldDelivery, findUnwitnessed } from "./audit-attempt.ts";
import { findUntoldChange } from "./audit-incident.ts";
import { checkSubject, findUntold, type SubjectFault } from "./audit-subject.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, snapshot, type Store } from "./store.ts";

export type AuditVerdict =
  | {
      readonly kind: "intact";
      readonly events: number;
      /** Events that are not kept any more, for which later ones vouch; absent where all are there. */
      readonly gone?: number;
      /** Numbers that a restored backup leaves out: they were given elsewhere; absent for none. */
      readonly elsewhere?: number;
      readonly head: ChainHead;
    }
  /** The first thing that is wrong. `seq` is null where no event tells of it at all. */
  | {
      readonly kind: "broken";
      readonly seq: number | null;
      readonly fault: LinkFault | SubjectFault;
    };

/** What a witness elsewhere has to agree with. */
interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Walks the whole chain, and compares what it tells of runs with what lies in the store now. */
export function verifyAudit(store: Store): Result<AuditVerdict, StoreFailure> {
  return snapshot(store, () => walk(store));
}

function walk(store: Store): AuditVerdict {
  let head: ChainHead = { seq: 0, hash: hash("sha256", chainSeed(storeId(store) ?? "")) };
  let absent = { gone: 0, elsewhere: 0 };
  // Counted, so that a run that ended without an event shows.
  const told = { "run-ended": 0, "run-lost": 0 };
  const changes = new Map<string, number>();
  const deliveries = new Set<number>();
  const select = prepare(store, "SELECT seq, bytes, hash FROM audit ORDER BY seq");
  for (const row of select.iterate() as IterableIterator<LinkRow>) {
    const link = storedLink(row);
    const next = { seq: head.seq + 1, prev: head.hash, ...absent };
    const expected = crossGaps(store, next, link.seq);
    absent = { gone: expected.gone, elsewhere: expected.elsewhere };
    const event = readAuditEvent(link.bytes);
    const fault =
      checkLink(expected, link, hash("sha256", row[1])) ??
      (event === null ? null : checkSubject(store, event));
    if (fault !== null) return { kind: "broken", seq: link.seq, fault };
    if (event?.kind === "run-ended" || event?.kind === "run-lost") told[event.kind] += 1;
    const subject = event?.kind.startsWith("incident-") === true ? event.subject : null;
    if (subject !== null) changes.set(subject, (changes.get(subject) ?? 0) + 1);
    if (event?.kind === "notice-delivered" && isObject(event.data))
      deliveries.add(Number(event.data["attempt"]));
    head = { seq: link.seq, hash: link.hash };
  }
  if (head.seq === 0) return { kind: "broken", seq: 1, fault: { kind: "gap", expected: 1 } };
  const untold =
    findUntold(store, { ended: told["run-ended"], lost: told["run-lost"] }) ??
    findUntoldChange(store, changes) ??
    findUnwitnessed(store, head.seq) ??
    findUntoldDelivery(store, deliveries);
  return untold === null
    ? { kind: "intact", ...countsOf(head, absent), head }
    : { kind: "broken", seq: null, fault: untold };
}

function countsOf(
  { seq }: ChainHead,
  { gone, elsewhere }: { readonly gone: number; readonly elsewhere: number },
) {
  return {
    events: seq - gone - elsewhere,
    ...(gone === 0 ? {} : { gone }),
    ...(elsewhere === 0 ? {} : { elsewhere }),
  };
}

/** The random name of this store; null where somebody took it away. */
export function readStoreId(store: Store): Result<string | null, StoreFailure> {
  return attempt(store, () => storeId(store));
}

function storeId(store: Store): string | null {
  const select = prepare(store, "SELECT value FROM meta WHERE key = 'store-id'");
  return (select.get() as [string] | undefined)?.[0] ?? null;
}
