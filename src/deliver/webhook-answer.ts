import type { AttemptOutcome } from "../domain/attempt.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { HttpOutcome } from "./http-post.ts";
import { makeReceipt } from "./receipt.ts";

/** What a kind of receiver says in a way of its own. */
export interface AnswerReading {
  /** All that was secret in the request. */
  readonly secrets: readonly string[];
  /** What the receiver calls the message, from a body that is a JSON object. */
  readonly referenceIn: (body: Readonly<Record<string, unknown>>) => unknown;
  /** How long to wait, where the body says it; else the header counts. */
  readonly waitIn?: (body: Readonly<Record<string, unknown>>) => Milliseconds | null;
  /** Whether a refused message means that the route takes none at all. */
  readonly isBroken?: (status: number, text: string) => boolean;
}

/** What became of a message by the answer to its POST. */
export function readAnswer(outcome: HttpOutcome, reading: AnswerReading): AttemptOutcome {
  switch (outcome.kind) {
    case "answered":
      return readStatus(outcome, reading);
    case "nothing-left":
      return { kind: "try-later", reason: outcome.reason, receipt: null, retryAfterMs: null };
    case "not-allowed":
      return { kind: "refused", broken: true, reason: outcome.reason, receipt: null };
    case "may-have-left":
      return { kind: "unknown", reason: outcome.reason };
    default:
      return unreachable(outcome);
  }
}

function readStatus(
  { status, body, retryAfterMs }: Extract<HttpOutcome, { kind: "answered" }>,
  { secrets, referenceIn, waitIn, isBroken }: AnswerReading,
): AttemptOutcome {
  const json = jsonObject(body.text);
  const reference = referenceText(referenceIn(json));
  const receipt = makeReceipt({ text: body.text, status, reference }, secrets);
  if (status >= 200 && status < 300) return { kind: "delivered", receipt };
  if (status < 400) {
    const reason = `redirect not followed (${status})`;
    return { kind: "refused", broken: true, reason, receipt };
  }
  if (status >= 500 || passing.has(status)) {
    const asked = waitIn?.(json) ?? null;
    const wait = asked === null ? retryAfterMs : Math.max(asked, retryAfterMs ?? 0);
    const reason = status === 429 ? "asked to wait (429)" : `not taken for now (${status})`;
    return { kind: "try-later", reason, receipt, retryAfterMs: wait };
  }
  const broken = closed.has(status) || isBroken?.(status, body.text) === true;
  const reason = broken ? (words[status] ?? "the key was refused") : "the message was refused";
  return { kind: "refused", broken, reason: `${reason} (${status})`, receipt };
}

/** Too slow, too early, too many. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** Nobody gets through until somebody mends it. */
const closed: ReadonlySet<number> = new Set([401, 403, 404, 410]);

const words: Readonly<Record<number, string>> = {
  401: "who we are was not accepted",
  403: "not allowed to post there",
  404: "nothing is there",
  410: "it is gone for good",
};

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function referenceText(given: unknown): string | null {
  const text = typeof given === "number" ? String(given) : given;
  return typeof text === "string" && /^[\x21-\x7e]{1,256}$/u.test(text) ? text : null;
}
