import { hash } from "node:crypto";
import { isObject } from "../domain/decode.ts";
import { chainSeed, readAuditEvent, type ReadAuditEvent } from "../domain/audit.ts";
import { bundleNames } from "./bundle-names.ts";
import { namedSeqs } from "./bundle-seqs.ts";
import type { IncidentRecordDocument } from "./document.ts";
import type { CheckFault, CheckFinding } from "./verify-check.ts";
import { readLines } from "./verify-lines.ts";

/** A link of the bundle whose hash fits its event, where it has one. */
export interface CheckedLink {
  readonly seq: number;
  readonly hash: string;
  readonly event: ReadAuditEvent | null;
}

/** Reads `events.jsonl`: each event fits its hash, names the one before, and they are in order. */
export function readChain(
  bytes: Uint8Array | undefined,
  store: string,
): { readonly links: readonly CheckedLink[] } | CheckFault {
  const lines = readLines(bytes);
  if ("line" in lines) return { kind: "not-canonical", file: bundleNames.events, line: lines.line };
  const links: CheckedLink[] = [];
  for (const [index, value] of lines.values.entries()) {
    const link = readLink(value);
    if (link === null) return { kind: "event-unreadable", line: index + 1 };
    const fault = faultOf(link, links.at(-1), store);
    if (fault !== null) return fault;
    links.push({ seq: link.seq, hash: link.hash, event: link.event });
  }
  return { links };
}

type ReadLink = CheckedLink & { readonly bytes: string | null };

function readLink(value: unknown): ReadLink | null {
  if (!isObject(value)) return null;
  const { seq, hash: sum, event: bytes, ...others } = value;
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 1) return null;
  if (typeof sum !== "string" || !/^[0-9a-f]{64}$/u.test(sum)) return null;
  if (Object.keys(others).length > 0) return null;
  if (bytes === undefined) return { seq, hash: sum, event: null, bytes: null };
  if (typeof bytes !== "string") return null;
  const event = readAuditEvent(bytes);
  return event === null ? null : { seq, hash: sum, event, bytes };
}

function faultOf(link: ReadLink, before: CheckedLink | undefined, store: string) {
  const { seq, event, bytes } = link;
  if (before !== undefined && before.seq >= seq)
    return { kind: "event-out-of-order", seq } as const;
  if (event === null || bytes === null) return null;
  if (hash("sha256", bytes) !== link.hash || event.seq !== seq)
    return { kind: "event-changed", seq } as const;
  const prev =
    seq === 1 ? hash("sha256", chainSeed(store)) : before?.seq === seq - 1 ? before.hash : null;
  return prev === null || event.prev === prev ? null : ({ kind: "event-unlinked", seq } as const);
}

/** What the record says of the chain is in it: its end, its events, each change of the incident. */
export function checkChain(
  links: readonly CheckedLink[],
  record: IncidentRecordDocument,
): CheckFault | CheckFinding {
  const bySeq = new Map(links.map((link) => [link.seq, link]));
  const end = bySeq.get(record.chain.seq);
  if (end === undefined) return { kind: "event-missing", seq: record.chain.seq };
  if (end.hash !== record.chain.hash) return { kind: "link-differs", seq: end.seq };
  const missing = namedSeqs(record).told.find((seq) => (bySeq.get(seq)?.event ?? null) === null);
  if (missing !== undefined) return { kind: "event-missing", seq: missing };
  const events = links.flatMap(({ event }) => (event === null ? [] : [event]));
  const revision = missingChange(events, record);
  return revision === null
    ? { kind: "linked", events: events.length, links: links.length }
    : { kind: "change-missing", revision };
}

/** The first revision of the incident of which no event tells; it may have changed since it was read. */
function missingChange(
  events: readonly ReadAuditEvent[],
  { id, revision }: IncidentRecordDocument,
): number | null {
  const told = new Set(
    events
      .filter((event) => event.subject === id && event.kind.startsWith("incident-"))
      .map(({ data }) => (isObject(data) ? data["revision"] : null)),
  );
  const most = Math.min(revision, told.size + 1);
  for (let each = 1; each <= most; each += 1) if (!told.has(each)) return each;
  return null;
}
