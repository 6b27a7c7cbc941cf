import type { Milliseconds } from "../base/duration.ts";

/** The provider's own answer, redacted and cut to 4 KiB; whoever shows it neutralises it. */
export interface Receipt {
  /** Word for word: an SMTP reply, a body. */
  readonly text: string;
  /** An HTTP status or an SMTP code; null where there is none, as from a local program. */
  readonly status: number | null;
  /** What the provider calls the message: a Slack `ts`, a queue id. */
  readonly reference: string | null;
}

/** What became of one try to deliver. */
export type AttemptOutcome =
  | { readonly kind: "delivered"; readonly receipt: Receipt }
  /** It did not get there, and may the next time. `retryAfterMs` is the provider's own word on when. */
  | {
      readonly kind: "try-later";
      readonly reason: string;
      readonly receipt: Receipt | null;
      readonly retryAfterMs: Milliseconds | null;
    }
  /** It won't be taken. `broken`: the route takes nothing at all until somebody mends it. */
  | {
      readonly kind: "refused";
      readonly broken: boolean;
      readonly reason: string;
      readonly receipt: Receipt | null;
    }
  /** It left, or may have left, and no answer came: it is tried again under the same id. */
  | { readonly kind: "unknown"; readonly reason: string };

export type AttemptState = "begun" | AttemptOutcome["kind"];
