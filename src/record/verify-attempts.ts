import { hash } from "node:crypto";
import { isObject } from "../domain/decode.ts";
import { attemptLines } from "./bundle-lines.ts";
import type { IncidentRecordDocument } from "./document.ts";
import type { RecordAttempt } from "./document-delivery.ts";
import type { CheckFault, CheckFinding } from "./verify-check.ts";
import type { CheckedLink } from "./verify-chain.ts";
import { readText } from "./verify-lines.ts";

/** The attempts are those of the record; each receipt is the one whose digest the chain holds. */
export function checkAttempts(
  bytes: Uint8Array | undefined,
  record: IncidentRecordDocument,
  links: readonly CheckedLink[],
): CheckFault | CheckFinding {
  const line = firstDifference(readText(bytes) ?? "", attemptLines(record.notices));
  if (line !== null) return { kind: "attempt-differs", line };
  const attempts = new Map(
    record.notices.flatMap((notice) => notice.attempts).map((each) => [each.id, each] as const),
  );
  let receipts = 0;
  for (const { event, seq } of links) {
    const told = event?.kind.startsWith("notice-") === true ? event.data : null;
    if (!isObject(told) || typeof told["attempt"] !== "number") continue;
    // A message that nobody tried.
    if (told["attempt"] === 0) continue;
    const attempt = attempts.get(told["attempt"]);
    if (attempt === undefined) return { kind: "attempt-missing", attempt: told["attempt"], seq };
    if (receiptDigest(attempt) !== told["receipt"])
      return { kind: "receipt-changed", attempt: attempt.id, seq };
    if (attempt.receipt !== null) receipts += 1;
  }
  return (
    witnessFault([...attempts.values()], links) ?? {
      ...{ kind: "receipts", attempts: attempts.size, receipts },
    }
  );
}

/** As the store digests a receipt: its JSON with these members in this order. */
function receiptDigest({ receipt }: RecordAttempt): string | null {
  if (receipt === null) return null;
  const { text, status, reference } = receipt;
  return hash("sha256", JSON.stringify({ text, status, reference }));
}

/** What the messages named as the end of the chain is in the chain. */
function witnessFault(
  attempts: readonly RecordAttempt[],
  links: readonly CheckedLink[],
): CheckFault | null {
  const hashes = new Map(links.map((link) => [link.seq, link.hash]));
  for (const { witness } of attempts) {
    if (witness === null) continue;
    const known = hashes.get(witness.seq);
    if (known === undefined) return { kind: "event-missing", seq: witness.seq };
    if (known !== witness.hash) return { kind: "link-differs", seq: witness.seq };
  }
  return null;
}

/** The number of the first line that is not the same; null where all are. */
function firstDifference(one: string, other: string): number | null {
  if (one === other) return null;
  const [left, right] = [one.split("\n"), other.split("\n")];
  const index = left.findIndex((line, at) => line !== right[at]);
  return index === -1 ? left.length : index + 1;
}
