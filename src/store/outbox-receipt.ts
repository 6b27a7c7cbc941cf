import type { AttemptOutcome, Receipt } from "../domain/attempt.ts";
import { unreachable } from "../base/unreachable.ts";

const mostReceipt = 4_096;
const mostReason = 1_024;

/** The same within what is kept: the text up to 4 KiB. Whoever sends has redacted it. */
export function cutReceipt({ text, status, reference }: Receipt): Receipt {
  return {
    text: cutBytes(text, mostReceipt),
    status,
    reference: reference === null ? null : cutBytes(reference, mostReason),
  };
}

export function cutReason(reason: string): string {
  return cutBytes(reason, mostReason);
}

export function cutOutcome(outcome: AttemptOutcome): AttemptOutcome {
  switch (outcome.kind) {
    case "delivered":
      return { ...outcome, receipt: cutReceipt(outcome.receipt) };
    case "try-later":
    case "refused": {
      const receipt = outcome.receipt === null ? null : cutReceipt(outcome.receipt);
      return { ...outcome, reason: cutReason(outcome.reason), receipt };
    }
    case "unknown":
      return { ...outcome, reason: cutReason(outcome.reason) };
    default:
      return unreachable(outcome);
  }
}

/** At most so many bytes of UTF-8, never half a character. */
function cutBytes(text: string, most: number): string {
  if (text.length * 3 <= most) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(most));
  return text.slice(0, read);
}
