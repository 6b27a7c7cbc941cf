import { setTimeout as wait } from "node:timers/promises";
import type { Milliseconds } from "../base/duration.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import type { Message } from "../domain/message.ts";
import type { ResolvedTarget } from "../domain/route.ts";
import { postHttp, usualHttpLimits, type HttpLimits } from "./http-post.ts";
import type { Sender } from "./sender.ts";
import { readSlackAnswer } from "./slack-answer.ts";
import { nextPlace, placeOf, slackCall, type SlackForm, type SlackVia } from "./slack-call.ts";
import { composeSlack } from "./slack-content.ts";
import { slackOutcome, type SlackTry } from "./slack-outcome.ts";
import { reachSlack } from "./slack-reach.ts";

export interface SlackSenderOptions {
  /** For everything that one `send` does together. */
  readonly limits?: HttpLimits;
  /** Between two calls of one `send`: Slack takes about one message a second. */
  readonly pauseMs?: Milliseconds;
}

/**
 * Sends to an incoming webhook, or as a bot (`chat.postMessage`), which can also thread and update.
 * A message whose form Slack refuses is sent once more as plain text within the same `send`.
 */
export function createSlackSender(
  { via }: Extract<ResolvedTarget, { readonly kind: "slack" }>,
  { limits = usualHttpLimits, pauseMs = 1_100 }: SlackSenderOptions = {},
): Sender {
  return {
    send: (message, signal) => sendToSlack(via, message, signal, { limits, pauseMs }),
    reach: (signal) => reachSlack(via, signal, limits),
    close: () => undefined,
  };
}

async function sendToSlack(
  via: SlackVia,
  message: Message,
  signal: AbortSignal,
  { limits, pauseMs }: Required<SlackSenderOptions>,
): Promise<AttemptOutcome> {
  const content = composeSlack(message);
  const deadline = performance.now() + limits.wholeMs;
  const tries: SlackTry[] = [];
  let place = placeOf(via, message);
  let form: SlackForm = "blocks";
  for (;;) {
    const call = slackCall(via, place, content, form);
    const wholeMs = Math.max(1, Math.ceil(deadline - performance.now()));
    const outcome = await postHttp(call, signal, { ...limits, wholeMs });
    const answer = readSlackAnswer(call.speech, outcome);
    tries.push({ form, place: place.kind, outcome, answer });
    const next = answer.kind === "place" ? nextPlace(place) : null;
    if (answer.kind === "form" && form === "blocks") form = "plain";
    else if (next !== null) place = next;
    else return slackOutcome(via, tries);
    await pause(pauseMs, signal);
  }
}

/** Ends early when stopped: the next call sees that for itself. */
async function pause(pauseMs: Milliseconds, signal: AbortSignal): Promise<void> {
  await wait(pauseMs, undefined, { signal }).catch(() => undefined);
}
