import type { EpochMilliseconds } from "../base/time.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import type { ResolvedTarget } from "../domain/route.ts";
import { fillTemplate, parseTemplate } from "../domain/webhook-template.ts";
import { postHttp, usualHttpLimits, type HttpLimits } from "./http-post.ts";
import { reachHttp } from "./http-reach.ts";
import type { Sender } from "./sender.ts";
import { readWebhookKeys } from "./standard-webhooks.ts";
import { boundMessage } from "./webhook-bound.ts";
import { readAnswer } from "./webhook-answer.ts";
import { standardBody } from "./webhook-body.ts";
import { templateValues } from "./webhook-template.ts";

/** The clock signs: a receiver refuses what was signed more than some minutes ago. */
export interface WebhookWorld {
  readonly now: () => EpochMilliseconds;
  readonly limits?: HttpLimits;
}

/** Takes messages to a program, by the rules of Standard Webhooks or in a form of its own. */
export function createWebhookSender(
  target: Extract<ResolvedTarget, { kind: "webhook" }>,
  { now, limits = usualHttpLimits }: WebhookWorld,
): Sender {
  const sign = readWebhookKeys(target);
  const template = target.template === null ? null : parseTemplate(target.template);
  const headers = lowerCased(target.headers);
  const wrong = wrongWith();
  const reading = {
    secrets: secretsIn(target),
    referenceIn: (body: Readonly<Record<string, unknown>>) => body["id"],
  };

  function wrongWith(): string | null {
    if (!sign.ok) return sign.failure.reason;
    if (template?.ok === false) return "the template is no JSON with places";
    const bad = Object.entries(headers).find(([, value]) => !isHeaderValue(value));
    return bad === undefined ? null : `the value of the header ${bad[0]} is not one line`;
  }

  return {
    send: async (message, signal): Promise<AttemptOutcome> => {
      if (wrong !== null || !sign.ok)
        return { kind: "refused", broken: true, reason: wrong ?? "", receipt: null };
      const bound = boundMessage(message);
      const body =
        template?.ok === true
          ? fillTemplate(template.value, templateValues(bound))
          : standardBody(bound);
      const post = {
        url: target.url,
        headers: {
          "content-type": "application/json",
          ...headers,
          ...sign.value(message.id, now(), body),
        },
        body,
      };
      return readAnswer(await postHttp(post, signal, limits), reading);
    },
    reach: (signal) =>
      wrong === null
        ? reachHttp(target.url, signal, limits)
        : Promise.resolve({ kind: "unreached", reason: wrong }),
    close: () => undefined,
  };
}

/** A value with a line ending would begin a header of its own. */
function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e]*$/u.test(value);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** Everything that may be one: a receiver may echo what it got. */
function secretsIn({
  url,
  secrets,
  signingKey,
  headers,
}: Extract<ResolvedTarget, { kind: "webhook" }>): readonly string[] {
  const parsed = URL.parse(url);
  const inUrl = parsed === null ? [] : [parsed.password, parsed.pathname + parsed.search];
  const inQuery = parsed === null ? [] : [...parsed.searchParams.values()];
  const inHeaders = Object.entries(headers)
    .filter(([name]) => !/^(?:content-type|accept|user-agent)$/iu.test(name))
    .flatMap(([, value]) => [value, value.replace(/^[A-Za-z]+ +/u, "")]);
  const keys = signingKey === null ? [] : [signingKey];
  return [url, ...inUrl, ...inQuery, ...secrets, ...keys, ...inHeaders];
}
