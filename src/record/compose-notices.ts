import { toIso, toIsoOrNull } from "../base/time.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { RecordAttempt, RecordNotice, RecordTold } from "./document-delivery.ts";
import type { OwedNotice, RecordFacts, TriedNotice } from "./facts.ts";

/** Every notice with every attempt that carried it. */
export function composeNotices({ notices, attempts }: RecordFacts): readonly RecordNotice[] {
  return notices.map((notice) => ({
    number: notice.number,
    kind: notice.kind,
    route: notice.route,
    recipient: notice.recipient === "" ? null : notice.recipient,
    state: notice.state,
    revision: notice.revision,
    createdAt: toIso(notice.createdAt),
    dueAt: toIso(notice.dueAt),
    heldUntil: toIsoOrNull(notice.heldUntil),
    attempts: attempts.filter((each) => each.notices.includes(notice.number)).map(composeAttempt),
  }));
}

function composeAttempt(attempt: TriedNotice): RecordAttempt {
  const { id, message, number, state, tookMs, reason, receipt, witness } = attempt;
  return {
    ...{ id, message, number, state },
    begunAt: toIso(attempt.begunAt),
    endedAt: toIsoOrNull(attempt.endedAt),
    ...{ tookMs, reason },
    receipt:
      receipt === null
        ? null
        : { text: receipt.text, status: receipt.status, reference: receipt.reference },
    witness: witness === null ? null : { seq: witness.seq, hash: witness.hash },
  };
}

/** Reminders or escalations: those that were due by now, and those still ahead as `waiting`. */
export function composeTold(
  notices: readonly OwedNotice[],
  kind: NoticeKind,
): readonly RecordTold[] {
  return notices
    .filter((notice) => notice.kind === kind)
    .map(({ dueAt, route, recipient, state }) => ({
      at: toIso(dueAt),
      route,
      recipient: recipient === "" ? null : recipient,
      state,
    }));
}
