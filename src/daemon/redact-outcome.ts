import type { AttemptOutcome, Receipt } from "../domain/attempt.ts";
import { redact } from "../text/redact.ts";
import type { Secrets } from "../text/secrets.ts";

/** An outcome as it may be kept and shown: a provider may answer with what it was sent. */
export function redactOutcome(outcome: AttemptOutcome, secrets: Secrets): AttemptOutcome {
  const hide = (text: string) => redact(text, secrets);
  const receiptOf = (receipt: Receipt): Receipt => ({
    ...receipt,
    text: hide(receipt.text),
    reference: receipt.reference === null ? null : hide(receipt.reference),
  });
  const orNull = (receipt: Receipt | null) => (receipt === null ? null : receiptOf(receipt));
  switch (outcome.kind) {
    case "delivered":
      return { ...outcome, receipt: receiptOf(outcome.receipt) };
    case "try-later":
      return { ...outcome, reason: hide(outcome.reason), receipt: orNull(outcome.receipt) };
    case "refused":
      return { ...outcome, reason: hide(outcome.reason), receipt: orNull(outcome.receipt) };
    case "unknown":
      return { ...outcome, reason: hide(outcome.reason) };
  }
}
