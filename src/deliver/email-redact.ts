import { unreachable } from "../base/unreachable.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import { cutText } from "../text/cut-text.ts";
import { redact } from "../text/redact.ts";
import { secretsFrom } from "../text/secrets.ts";
import { makeReceipt } from "./receipt.ts";

/** The same outcome without the route's own secrets, and no longer than a store wants it. */
export function redactOutcome(outcome: AttemptOutcome, secrets: readonly string[]): AttemptOutcome {
  switch (outcome.kind) {
    case "delivered":
      return { ...outcome, receipt: makeReceipt(outcome.receipt, secrets) };
    case "unknown":
      return { ...outcome, reason: redactReason(outcome.reason, secrets) };
    case "try-later":
    case "refused": {
      const { receipt } = outcome;
      return {
        ...outcome,
        reason: redactReason(outcome.reason, secrets),
        receipt: receipt === null ? null : makeReceipt(receipt, secrets),
      };
    }
    default:
      return unreachable(outcome);
  }
}

export function redactReason(reason: string, secrets: readonly string[]): string {
  return cutText(redact(reason, secretsFrom(secrets)), 1000);
}
