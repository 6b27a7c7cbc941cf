import type { Receipt } from "../domain/attempt.ts";
import { cutText } from "../text/cut-text.ts";
import { redact } from "../text/redact.ts";
import { secretsFrom } from "../text/secrets.ts";

/** The longest receipt, in bytes of UTF-8. */
const longest = 4_096;

/**
 * The provider's answer, word for word but for the secrets that were used to send (some answers echo
 * the URL or the key) and what is shaped like one, cut to 4 KiB.
 */
export function makeReceipt(
  answer: {
    readonly text: string;
    readonly status: number | null;
    readonly reference: string | null;
  },
  secrets: readonly string[],
): Receipt {
  const text = redact(answer.text.toWellFormed(), secretsFrom(secrets));
  const fitting = new TextEncoder().encodeInto(text, new Uint8Array(longest)).read;
  return { ...answer, text: cutText(text, fitting) };
}
