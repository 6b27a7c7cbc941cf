import { createSlackSender } from "../../src/deliver/slack.ts";
import type { FakeSlack, ToldAnswer } from "./fake-slack-shape.ts";

export const quick = { pauseMs: 0 };
/** Where no answer is to come. */
export const hurried = { limits: { connectMs: 400, wholeMs: 400 }, pauseMs: 0 };

export const webhookOf = ({ webhookUrl }: FakeSlack, options = {}) =>
  createSlackSender({ kind: "slack", via: { kind: "webhook", url: webhookUrl } }, options);

export const botOf = ({ api, token, channel }: FakeSlack, more = {}) =>
  createSlackSender(
    { kind: "slack", via: { kind: "bot", api, token, channel: channel.name, ...more } },
    quick,
  );

/** What no outcome may hold. */
export const secretWords = /fakewebhooksecret|T0FAKE|xoxb|127\.0\.0\.1/u;

export const answered = (status: number, body: string, headers = {}): ToldAnswer => ({
  status,
  body,
  headers,
});
