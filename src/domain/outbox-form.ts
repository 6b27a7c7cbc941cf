import type { EpochMilliseconds } from "../base/time.ts";
import type { WaitingNotice } from "./outbox-row.ts";

/** A message to be formed of notices. */
export interface FormedMessage {
  readonly recipient: string;
  /** Numbers, in the order in which they were owed. */
  readonly notices: readonly number[];
  /** When the latest of them was due. */
  readonly readyAt: EpochMilliseconds;
  /** Messages out of which they are taken. */
  readonly from: readonly number[];
}

/**
 * Puts notices of one route into messages: all of one incident and recipient together; where the
 * route groups, those of several incidents too, as the latest notice of each says.
 */
export function formMessages(
  notices: readonly WaitingNotice[],
  groups: boolean,
): readonly FormedMessage[] {
  const ordered = notices.toSorted((one, other) => one.number - other.number);
  const messages = new Map<string, WaitingNotice[]>();
  for (const [pair, own] of Map.groupBy(ordered, pairOf)) {
    const last = own.at(-1);
    const key = groups ? `${last?.recipient ?? ""}\n${last?.group ?? ""}` : pair;
    const message = messages.get(key);
    if (message === undefined) messages.set(key, [...own]);
    else message.push(...own);
  }
  return [...messages.values()].map((own) => ({
    recipient: own[0]?.recipient ?? "",
    notices: own.map((notice) => notice.number),
    readyAt: own.reduce((latest, { dueAt }) => Math.max(latest, dueAt), -Infinity),
    from: [...new Set(own.flatMap(({ message }) => message ?? []))],
  }));
}

/** Names the incident and the recipient, between which nothing overtakes. */
export function pairOf(notice: WaitingNotice): string {
  return `${notice.incident}\n${notice.recipient}`;
}
