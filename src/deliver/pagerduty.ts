import type { AttemptOutcome } from "../domain/attempt.ts";
import type { Message } from "../domain/message.ts";
import type { ResolvedTarget } from "../domain/route.ts";
import { postHttp, usualHttpLimits, type HttpLimits } from "./http-post.ts";
import { pagerdutyEvents, type PagerdutyEvent } from "./pagerduty-event.ts";
import { reachHttp } from "./http-reach.ts";
import type { Sender } from "./sender.ts";
import { boundMessage } from "./webhook-bound.ts";
import { readAnswer, type AnswerReading } from "./webhook-answer.ts";

/** Raises, acknowledges and resolves incidents of PagerDuty (Events API v2). */
export function createPagerdutySender(
  { key, url }: Extract<ResolvedTarget, { kind: "pagerduty" }>,
  limits: HttpLimits = usualHttpLimits,
): Sender {
  const routingKey = key.trim();
  const reading: AnswerReading = {
    secrets: [key],
    referenceIn: (body) => body["dedup_key"],
    // A wrong key is a bad request, as a wrong event is.
    isBroken: (status, text) => status === 400 && /routing.?key|integration.?key/iu.test(text),
  };
  /**
   * How many events of which message were taken, so that a further try goes on behind them. Where
   * that is forgotten, they are sent again: their keys make them the same events.
   */
  let taken: { readonly message: string; readonly count: number } | null = null;

  async function post({ kind, body }: PagerdutyEvent, signal: AbortSignal) {
    const address = kind === "alert" ? url : url.replace(/\/enqueue\/?$/u, "/change/enqueue");
    const answer = await postHttp(
      {
        url: address,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ routing_key: routingKey, ...body }),
      },
      signal,
      limits,
    );
    return readAnswer(answer, reading);
  }

  async function send(message: Message, signal: AbortSignal): Promise<AttemptOutcome> {
    const events = pagerdutyEvents(boundMessage(message));
    const ends = AbortSignal.any([signal, AbortSignal.timeout(limits.wholeMs)]);
    const begun = taken?.message === message.id ? taken.count : 0;
    let last: AttemptOutcome | null = null;
    for (const [index, event] of events.entries()) {
      if (index < Math.min(begun, events.length - 1)) continue;
      const outcome = await post(event, ends);
      // What began the message is its receipt, not what merely ends a test.
      last = message.body.kind === "test" && last !== null ? last : outcome;
      if (outcome.kind !== "delivered")
        return index === 0 ? outcome : partly(outcome, index, events);
      taken = { message: message.id, count: index + 1 };
    }
    return last ?? nothingToSay;
  }

  return {
    send,
    reach: (signal) => reachHttp(url, signal, limits),
    close: () => undefined,
  };
}

const nothingToSay: AttemptOutcome = {
  kind: "refused",
  broken: false,
  reason: "the message has no incident",
  receipt: null,
};

/** The same outcome, with a word on how far it came. */
function partly(
  outcome: Exclude<AttemptOutcome, { kind: "delivered" }>,
  count: number,
  events: readonly PagerdutyEvent[],
): AttemptOutcome {
  return {
    ...outcome,
    reason: `${count} of ${events.length} events were taken: ${outcome.reason}`,
  };
}
