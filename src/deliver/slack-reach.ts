import { postHttp, type HttpLimits } from "./http-post.ts";
import type { Reach } from "./sender.ts";
import { readSlackAnswer } from "./slack-answer.ts";
import { apiCall, webhookCall, type SlackVia } from "./slack-call.ts";

/**
 * Asks Slack without posting. A webhook is given an empty text, which Slack refuses as `no_text` where
 * it would take a message; of a bot the token is checked, not whether it may post in its channel.
 */
export async function reachSlack(
  via: SlackVia,
  signal: AbortSignal,
  limits: HttpLimits,
): Promise<Reach> {
  const call =
    via.kind === "bot" ? apiCall(via, "auth.test", {}) : webhookCall(via.url, { text: "" });
  const begun = performance.now();
  const answer = readSlackAnswer(call.speech, await postHttp(call, signal, limits));
  const tookMs = Math.round(performance.now() - begun);
  if (via.kind === "bot" && answer.kind === "taken")
    return { kind: "reached", text: "Slack knows the bot's token", tookMs };
  if (via.kind === "webhook" && / no_text$/u.test(answer.words))
    return { kind: "reached", text: "Slack knows the webhook", tookMs };
  // Anything else that it took, or that is wrong with an empty message, tells nothing of a real one.
  if (answer.kind === "taken" || answer.kind === "form") return { kind: "untold" };
  return { kind: "unreached", reason: answer.words };
}
