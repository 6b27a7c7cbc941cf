import type { Milliseconds } from "../base/duration.ts";
import type { Json } from "../base/json.ts";
import { unreachable } from "../base/unreachable.ts";
import type { HttpOutcome } from "./http-post.ts";
import { meaningOf, type SlackMeaning } from "./slack-meaning.ts";

/** An incoming webhook answers in one word, the Web API in JSON. */
export type SlackSpeech = "webhook" | "api";

/** What one call to Slack came to. `words` say it in short, with nothing secret in them. */
export interface SlackAnswer {
  readonly kind: "taken" | "unknown" | SlackMeaning;
  readonly words: string;
  readonly retryAfterMs: Milliseconds | null;
  /** `channel/ts` of what was posted, where the API says. */
  readonly reference: string | null;
}

export function readSlackAnswer(speech: SlackSpeech, outcome: HttpOutcome): SlackAnswer {
  switch (outcome.kind) {
    case "nothing-left":
      return answer("later", outcome.reason);
    case "not-allowed":
      return answer("broken", outcome.reason);
    case "may-have-left":
      return answer("unknown", outcome.reason);
    case "answered":
      return readAnswered(speech, outcome);
    default:
      return unreachable(outcome);
  }
}

type Answered = Extract<HttpOutcome, { readonly kind: "answered" }>;

function readAnswered(speech: SlackSpeech, outcome: Answered): SlackAnswer {
  const { status, body, retryAfterMs } = outcome;
  if (status === 200 && !body.whole) return answer("unknown", "Slack's answer broke off");
  const json = readJson(body.text);
  const isTaken = speech === "webhook" ? body.text.trim() === "ok" : json?.ok === true;
  if (status === 200 && isTaken)
    return { ...answer("taken", "ok"), reference: json === null ? null : referenceOf(json) };
  const word = wordOf(json?.error ?? body.text);
  const words = `Slack answered ${status}${word === null ? "" : ` ${word}`}`;
  return { ...answer(meaningOfAnswer(speech, status, word), words), retryAfterMs };
}

/** The word tells more than the status; but where the status asks to wait, that is what counts. */
function meaningOfAnswer(speech: SlackSpeech, status: number, word: string | null): SlackMeaning {
  if (status === 408 || status === 425 || status === 429 || status >= 500) return "later";
  const known = word === null ? null : meaningOf(word);
  if (known !== null) return known;
  // A word that luota does not know yet is most likely about what was sent.
  if (speech === "api" && status === 200 && word !== null) return "form";
  if (status === 400 || status === 413 || status === 422) return "form";
  // No word of Slack's in a good answer, or a redirect: somebody else speaks at this URL.
  return "broken";
}

/** Slack's own word only: whatever else is in an answer stays in the receipt. */
function wordOf(text: unknown): string | null {
  const word = typeof text === "string" ? text.trim() : "";
  return /^[a-z][a-z0-9_]{1,59}$/u.test(word) ? word : null;
}

interface ApiWords {
  readonly ok?: Json;
  readonly error?: Json;
  readonly channel?: Json;
  readonly ts?: Json;
}

function readJson(text: string): ApiWords | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

function referenceOf({ channel, ts }: ApiWords): string | null {
  const known = typeof channel === "string" && typeof ts === "string";
  return known && /^[A-Z0-9]{2,30}$/u.test(channel) && /^\d{1,20}\.\d{1,10}$/u.test(ts)
    ? `${channel}/${ts}`
    : null;
}

function answer(kind: SlackAnswer["kind"], words: string): SlackAnswer {
  return { kind, words, retryAfterMs: null, reference: null };
}
