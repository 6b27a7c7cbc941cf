import type { ResolvedTarget } from "../domain/route.ts";
import { postHttp, usualHttpLimits, type HttpLimits } from "./http-post.ts";
import { ntfyBody } from "./ntfy-message.ts";
import { reachHttp } from "./http-reach.ts";
import type { Sender } from "./sender.ts";
import { boundMessage } from "./webhook-bound.ts";
import { readAnswer, type AnswerReading } from "./webhook-answer.ts";

/** Publishes to a topic of an ntfy server. */
export function createNtfySender(
  { url, topic, token }: Extract<ResolvedTarget, { kind: "ntfy" }>,
  limits: HttpLimits = usualHttpLimits,
): Sender {
  const name = topic.trim();
  const key = token?.trim() ?? null;
  const wrong = !/^[-_A-Za-z0-9]{1,64}$/u.test(name)
    ? "the topic is not made of letters, digits, _ and -, up to 64"
    : key !== null && !/^[\x21-\x7e]+$/u.test(key)
      ? "the token is not one word"
      : null;
  const reading: AnswerReading = {
    // Who knows the topic may read it.
    secrets: [name, ...(key === null ? [] : [key])],
    referenceIn: (body) => body["id"],
  };
  return {
    send: async (message, signal) => {
      if (wrong !== null) return { kind: "refused", broken: true, reason: wrong, receipt: null };
      const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
      const post = {
        // The topic is in the body, and the body goes to the server itself.
        url: url.endsWith("/") ? url : `${url}/`,
        headers: { "content-type": "application/json", ...authorization },
        body: ntfyBody(boundMessage(message), name),
      };
      return readAnswer(await postHttp(post, signal, limits), reading);
    },
    reach: (signal) =>
      wrong === null
        ? reachHttp(url, signal, limits)
        : Promise.resolve({ kind: "unreached", reason: wrong }),
    close: () => undefined,
  };
}
