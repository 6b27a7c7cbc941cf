import type { AttemptOutcome } from "../../src/domain/attempt.ts";
import type { ResolvedTarget } from "../../src/domain/route.ts";
import { createDiscordSender } from "../../src/deliver/discord.ts";
import { createNtfySender } from "../../src/deliver/ntfy.ts";
import { createPagerdutySender } from "../../src/deliver/pagerduty.ts";
import type { Sender } from "../../src/deliver/sender.ts";
import { createWebhookSender } from "../../src/deliver/webhook.ts";
import { serveHttp } from "./http-server.ts";

export const never = new AbortController().signal;
const quick = { connectMs: 400, wholeMs: 400 };
export const secretWord = "hunter2-verysecret";

export type WebhookTarget = Extract<ResolvedTarget, { kind: "webhook" }>;

export function webhookTo(url: string, changes: Partial<WebhookTarget> = {}): WebhookTarget {
  const plain = { secrets: [], signingKey: null, headers: {}, template: null };
  return { kind: "webhook", url, ...plain, ...changes };
}

/** One sender of each kind, to the same place. */
export function sendersTo(url: string, limits = quick): Readonly<Record<string, Sender>> {
  const headers = { Authorization: `Bearer ${secretWord}` };
  const token = secretWord;
  return {
    webhook: createWebhookSender(webhookTo(`${url}/${secretWord}`, { headers }), {
      now: () => 0,
      limits,
    }),
    pagerduty: createPagerdutySender(
      { kind: "pagerduty", key: secretWord, url: `${url}/v2/enqueue` },
      limits,
    ),
    ntfy: createNtfySender({ kind: "ntfy", url, topic: "topic-of-ops", token }, limits),
    discord: createDiscordSender({ kind: "discord", url: `${url}/api/1/${secretWord}` }, limits),
  };
}

export interface Seen {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** A receiver that takes everything, or answers as told, and keeps what it was sent. */
export async function receiver(
  answer: (seen: Seen) => readonly [number, string] = () => [200, ""],
) {
  const seen: Seen[] = [];
  const server = await serveHttp((request, response) => {
    const each = { path: request.url ?? "", headers: request.headers, text: request.text };
    seen.push(each);
    const [status, text] = answer(each);
    response.writeHead(status).end(text);
  });
  return {
    seen,
    url: `http://127.0.0.1:${server.port}`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

export function textOf(outcome: AttemptOutcome): string {
  return JSON.stringify(outcome);
}
