import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { readAuditEvent, type ReadAuditEvent, type StoredLink } from "../domain/audit.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

export interface AuditLine {
  readonly seq: number;
  /** SHA-256 in hex, as written beside the event. */
  readonly hash: string;
  /** Null where the stored bytes are no event any more. */
  readonly event: ReadAuditEvent | null;
}

/** The latest events, newest first. */
export function readAuditEvents(
  store: Store,
  question: { readonly limit: number; readonly since?: EpochMilliseconds },
): Result<AuditLine[], StoreFailure> {
  return attempt(store, () => {
    const lines: AuditLine[] = [];
    const select = prepare(store, "SELECT seq, bytes, hash FROM audit ORDER BY seq DESC");
    for (const row of select.iterate() as IterableIterator<LinkRow>) {
      if (lines.length >= question.limit) break;
      const { seq, hash, bytes } = storedLink(row);
      const event = readAuditEvent(bytes);
      if (event !== null && question.since !== undefined && event.at < question.since) break;
      lines.push({ seq, hash, event });
    }
    return lines;
  });
}

export type LinkRow = readonly [number, Buffer, string];

export function storedLink([seq, bytes, hash]: LinkRow): StoredLink {
  return { seq, bytes: bytes.toString("utf8"), hash };
}
