import { describe, expect, test } from "vitest";
import type { AttemptOutcome } from "../../src/domain/attempt.ts";
import { createSlackSender } from "../../src/deliver/slack.ts";
import { answered, botOf, hurried, quick, secretWords, webhookOf } from "./slack-senders.ts";
import type { ToldAnswer } from "./fake-slack-shape.ts";
import { startFakeSlack } from "./fake-slack.ts";
import { slackBlocksAsText } from "./slack-as-text.ts";
import { groupOf, messageOf, tellingOf } from "./slack-messages.ts";

const never = new AbortController().signal;
describe("each kind of message is taken", () => {
  test.each([
    ["an opening", tellingOf(), /^# FAILED nightly-backup on db1/u],
    ["a drill", tellingOf({ drill: true, badge: "DRILL" }), /^# \[DRILL\] nightly-backup/u],
    [
      "the end of a drill",
      tellingOf({ drill: true, badge: "DRILL RESOLVED", kind: "resolved" }),
      /^\*\[DRILL\] RESOLVED nightly-backup/u,
    ],
    ["a reminder", tellingOf({ kind: "reminder" }), /^# STILL FAILED nightly-backup/u],
    ["an acknowledgement", tellingOf({ kind: "acknowledged" }), /^\*FAILED nightly-backup/u],
    ["several", groupOf(7), /^# 7 incidents on db1: 3 FAILED, 4 MISSED/u],
    ["drills", groupOf(2, { drill: true, badge: "DRILL" }), /^# \[DRILL\] 2 incidents on db1\n/u],
    ["very many", groupOf(500), /and 490 more: `luota incidents` on db1/u],
    [
      "a digest",
      messageOf({
        kind: "digest",
        title: "Week 47",
        sections: [{ title: "Kept", lines: ["a 7 of 7"] }],
      }),
      /^# Week 47\n\n\*Kept\*\n• {2}a 7 of 7/u,
    ],
    [
      "a test with a code",
      messageOf({ kind: "test", text: "Hello.", proveUrl: null, code: "K7-Q2" }),
      /The code to type: \*K7-Q2\*/u,
    ],
  ])("%s", async (_name, message, expected) => {
    await using slack = await startFakeSlack();
    const outcome = await webhookOf(slack).send(message, never);
    expect(slack.complaints).toEqual([]);
    expect(outcome).toEqual({
      kind: "delivered",
      receipt: { text: "ok", status: 200, reference: null },
    });
    expect(slackBlocksAsText(slack.messages[0]?.blocks ?? [])).toMatch(expected);
  });
});

interface Row {
  readonly name: string;
  readonly answers: readonly ToldAnswer[];
  readonly options?: typeof hurried;
  readonly expected: Partial<AttemptOutcome> & Record<string, unknown>;
}

describe("what a webhook's answer means", () => {
  const broken = (status: number, body: string): Row => ({
    name: `${status} ${body}: broken`,
    answers: [answered(status, body)],
    expected: { kind: "refused", broken: true, receipt: { text: body, status, reference: null } },
  });
  const later = (status: number, body: string): Row => ({
    name: `${status} ${body}: later`,
    answers: [answered(status, body)],
    expected: { kind: "try-later", retryAfterMs: null },
  });
  const rows: readonly Row[] = [
    broken(400, "invalid_token"),
    broken(400, "user_not_found"),
    broken(401, "nothing"),
    broken(403, "action_prohibited"),
    broken(403, "invalid_token"),
    broken(404, "no_service"),
    broken(404, "channel_not_found"),
    broken(410, "channel_is_archived"),
    broken(405, "method"),
    broken(200, "<html>Please sign in</html>"),
    broken(302, ""),
    later(408, ""),
    later(500, "rollup_error"),
    later(502, "<html>bad gateway</html>"),
    later(503, "invalid_token"),
    {
      name: "429 with Retry-After: when Slack says",
      answers: [answered(429, "rate_limited", { "retry-after": "30" })],
      expected: {
        kind: "try-later",
        retryAfterMs: 30_000,
        reason: "Slack answered 429 rate_limited",
      },
    },
    {
      name: "a form that is refused, then plain text that is taken: delivered, and both are said",
      answers: [answered(400, "invalid_blocks")],
      expected: {
        kind: "delivered",
        receipt: {
          text: "invalid_blocks\n(then, as plain text)\nok",
          status: 200,
          reference: null,
        },
      },
    },
    {
      name: "a form that is refused, then plain text too: broken, and both are said",
      answers: [answered(400, "invalid_payload"), answered(400, "no_text")],
      expected: {
        kind: "refused",
        broken: true,
        reason:
          "Slack answered 400 invalid_payload; then, as plain text: Slack answered 400 no_text",
      },
    },
    {
      name: "a form that is refused, then too many: later",
      answers: [answered(400, "invalid_blocks_format"), answered(429, "", { "retry-after": "1" })],
      expected: { kind: "try-later", retryAfterMs: 1_000 },
    },
    {
      name: "no answer at all: nobody knows",
      answers: ["hang"],
      options: hurried,
      expected: { kind: "unknown", reason: "no answer within 400ms" },
    },
    {
      name: "a line that is cut after the request: nobody knows",
      answers: ["reset"],
      expected: { kind: "unknown", reason: "the connection was reset" },
    },
    {
      name: "an answer that breaks off: nobody knows",
      answers: [answered(200, "o", { "content-length": "2" })],
      options: hurried,
      expected: { kind: "unknown" },
    },
  ];
  test.each(rows)("$name", async ({ answers, options, expected }) => {
    await using slack = await startFakeSlack();
    slack.answerNext(...answers);
    const outcome = await webhookOf(slack, options ?? quick).send(tellingOf(), never);
    expect(outcome).toMatchObject(expected);
    expect(JSON.stringify(outcome)).not.toMatch(secretWords);
    expect(slack.requests.length).toBeLessThanOrEqual(2);
  });

  test("an answer that echoes the URL leaves no secret in the receipt", async () => {
    await using slack = await startFakeSlack();
    slack.answerNext(answered(404, `no route for ${slack.webhookUrl}`));
    const outcome = await webhookOf(slack).send(tellingOf(), never);
    expect(outcome.kind).toBe("refused");
    expect(JSON.stringify(outcome)).not.toMatch(secretWords);
  });

  test("nobody listens: later, for nothing left", async () => {
    const slack = await startFakeSlack();
    await slack[Symbol.asyncDispose]();
    const outcome = await webhookOf(slack).send(tellingOf(), never);
    expect(outcome).toEqual({
      kind: "try-later",
      reason: "the connection was refused",
      receipt: null,
      retryAfterMs: null,
    });
  });

  test("a metadata address: broken, and nothing is sent", async () => {
    const url = "http://169.254.169.254/services/x";
    const sender = createSlackSender({ kind: "slack", via: { kind: "webhook", url } });
    expect(await sender.send(tellingOf(), never)).toMatchObject({ kind: "refused", broken: true });
  });

  test("one message a second: what comes too fast is told to wait", async () => {
    await using slack = await startFakeSlack({ burst: 1 });
    const sender = webhookOf(slack);
    expect((await sender.send(tellingOf(), never)).kind).toBe("delivered");
    const outcome = await sender.send(tellingOf(), never);
    expect(outcome).toMatchObject({ kind: "try-later", retryAfterMs: 1_000 });
    expect(slack.messages).toHaveLength(1);
  });

  test("stopped between the two forms: later, for neither was taken", async () => {
    await using slack = await startFakeSlack();
    slack.answerNext(answered(400, "invalid_blocks"));
    const stop = new AbortController();
    const sending = webhookOf(slack, { pauseMs: 60_000 }).send(tellingOf(), stop.signal);
    await expect.poll(() => slack.requests.length).toBe(1);
    stop.abort();
    expect(await sending).toMatchObject({ kind: "try-later" });
    expect(slack.messages).toHaveLength(0);
  });
});

describe("what the API's answer means", () => {
  const said = (error: string) => answered(200, JSON.stringify({ ok: false, error }));
  test.each([
    ["invalid_auth", "refused"],
    ["account_inactive", "refused"],
    ["token_revoked", "refused"],
    ["not_in_channel", "refused"],
    ["channel_not_found", "refused"],
    ["is_archived", "refused"],
    ["restricted_action_read_only_channel", "refused"],
    ["ratelimited", "try-later"],
    ["internal_error", "try-later"],
    ["msg_blocks_too_long", "delivered"],
    ["msg_too_long", "delivered"],
    ["invalid_blocks", "delivered"],
    ["an_error_of_next_year", "delivered"],
  ])("%s: %s", async (error, kind) => {
    await using slack = await startFakeSlack();
    slack.answerNext(said(error));
    const outcome = await botOf(slack).send(tellingOf(), never);
    expect(outcome.kind).toBe(kind);
    expect(JSON.stringify(outcome)).toContain(error);
    if (outcome.kind === "refused") expect(outcome.broken).toBe(true);
  });

  test("429 with JSON: when Slack says", async () => {
    await using slack = await startFakeSlack();
    slack.answerNext(answered(429, '{"ok":false,"error":"ratelimited"}', { "retry-after": "9" }));
    const outcome = await botOf(slack).send(tellingOf(), never);
    expect(outcome).toMatchObject({ kind: "try-later", retryAfterMs: 9_000 });
  });

  test("a token that is wrong: broken, and it is nowhere to be read", async () => {
    await using slack = await startFakeSlack();
    const outcome = await botOf(slack, { token: "xoxb-wrong-token" }).send(tellingOf(), never);
    expect(outcome).toMatchObject({ broken: true, reason: "Slack answered 200 invalid_auth" });
    expect(JSON.stringify(outcome)).not.toMatch(secretWords);
  });
});
