import type { ResolvedTarget } from "../domain/route.ts";
import { discordBody } from "./discord-message.ts";
import { postHttp, usualHttpLimits, type HttpLimits } from "./http-post.ts";
import type { Sender } from "./sender.ts";
import { boundMessage } from "./webhook-bound.ts";
import { readAnswer, type AnswerReading } from "./webhook-answer.ts";

/** Posts into a channel of Discord, through its webhook. */
export function createDiscordSender(
  { url }: Extract<ResolvedTarget, { kind: "discord" }>,
  limits: HttpLimits = usualHttpLimits,
): Sender {
  const address = waiting(url.trim());
  const { pathname = url } = URL.parse(url.trim()) ?? {};
  const reading: AnswerReading = {
    secrets: [url.trim(), pathname, pathname.split("/").at(-1) ?? ""],
    referenceIn: (body) => body["id"],
    waitIn: ({ retry_after: seconds }) =>
      typeof seconds === "number" && seconds >= 0 ? Math.ceil(seconds * 1_000) : null,
  };
  return {
    send: async (message, signal) => {
      const headers = { "content-type": "application/json" };
      const post = { url: address, headers, body: discordBody(boundMessage(message)) };
      return readAnswer(await postHttp(post, signal, limits), reading);
    },
    reach: async (signal) => {
      const post = { url: address, headers: { "content-type": "application/json" }, body: "{}" };
      const begun = performance.now();
      const answer = await postHttp(post, signal, limits);
      const tookMs = Math.round(performance.now() - begun);
      // An empty message is refused, as one that is empty, only where the webhook is known.
      if (answer.kind === "answered" && answer.status === 400)
        return { kind: "reached", text: "Discord knows the webhook", tookMs };
      const outcome = readAnswer(answer, reading);
      if (outcome.kind === "delivered") return { kind: "untold" };
      return { kind: "unreached", reason: outcome.reason };
    },
    close: () => undefined,
  };
}

/** Only when asked to wait does Discord answer with the message that it made of it. */
function waiting(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  parsed.searchParams.set("wait", "true");
  return parsed.href;
}
