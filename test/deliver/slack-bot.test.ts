import { describe, expect, test } from "vitest";
import { answered, botOf, webhookOf } from "./slack-senders.ts";
import { startFakeSlack } from "./fake-slack.ts";
import { slackBlocksAsText } from "./slack-as-text.ts";
import { groupOf, tellingOf } from "./slack-messages.ts";

const never = new AbortController().signal;

describe("a bot tells one incident in one thread", () => {
  test("the first is a message, what follows is under it and in the channel, what is quiet in its place", async () => {
    await using slack = await startFakeSlack();
    const sender = botOf(slack);
    const first = await sender.send(tellingOf(), never);
    const rootReference = first.kind === "delivered" ? first.receipt.reference : null;
    expect(rootReference).toBe(`${slack.channel.id}/1700000000.000001`);
    const thread = { root: "m_1", rootReference, before: ["m_1"] };

    const resolved = tellingOf({ kind: "resolved", badge: "RESOLVED" }, { thread });
    expect((await sender.send(resolved, never)).kind).toBe("delivered");
    const again = tellingOf({ kind: "occurrence", headline: "again" }, { thread, quiet: true });
    const updated = await sender.send(again, never);
    expect(updated).toMatchObject({ kind: "delivered", receipt: { reference: rootReference } });

    expect(slack.messages).toMatchObject([
      { threadTs: null, edits: 1 },
      { threadTs: "1700000000.000001", broadcast: true, edits: 0 },
    ]);
    expect(slackBlocksAsText(slack.messages[0]?.blocks ?? [])).toContain("again");
    expect(slack.complaints).toEqual([]);
  });

  test("where the first is gone, it is told on its own, and the receipt says so", async () => {
    await using slack = await startFakeSlack();
    const thread = { root: "m_1", rootReference: `${slack.channel.id}/1699.1`, before: ["m_1"] };
    const outcome = await botOf(slack).send(tellingOf({}, { thread, quiet: true }), never);
    expect(outcome.kind).toBe("delivered");
    expect(JSON.stringify(outcome)).toMatch(
      /message_not_found.*then, as a reply.*thread_not_found.*then, as a message of its own.*ok/u,
    );
    expect(slack.messages).toMatchObject([{ threadTs: null, broadcast: false }]);
  });

  test("where the first can't be changed any more, what is quiet goes under it, unseen in the channel", async () => {
    await using slack = await startFakeSlack();
    const sender = botOf(slack);
    const first = await sender.send(tellingOf(), never);
    const rootReference = first.kind === "delivered" ? first.receipt.reference : null;
    slack.answerNext(answered(200, '{"ok":false,"error":"edit_window_closed"}'));
    const thread = { root: "m_1", rootReference, before: ["m_1"] };
    await sender.send(tellingOf({ kind: "occurrence" }, { thread, quiet: true }), never);
    expect(slack.messages[1]).toMatchObject({ threadTs: "1700000000.000001", broadcast: false });
  });

  test("several incidents, and a first one without a receipt, are told on their own", async () => {
    await using slack = await startFakeSlack();
    const sender = botOf(slack);
    await sender.send(tellingOf(), never);
    const rootReference = `${slack.channel.id}/1700000000.000001`;
    const thread = { root: "m_1", rootReference, before: ["m_1"] };
    await sender.send({ ...groupOf(2), thread }, never);
    await sender.send(tellingOf({}, { thread: { ...thread, rootReference: null } }), never);
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([null, null, null]);
  });
});

describe("reaching Slack without a message", () => {
  test("a webhook and a bot that would be taken are reached, and nothing is posted", async () => {
    await using slack = await startFakeSlack();
    expect((await webhookOf(slack).reach(never)).kind).toBe("reached");
    expect((await botOf(slack).reach(never)).kind).toBe("reached");
    expect(slack.messages).toEqual([]);
  });

  test.each([
    ["no_service", 404, { kind: "unreached", reason: "Slack answered 404 no_service" }],
    ["missing_text_or_fallback_or_attachments", 400, { kind: "untold" }],
  ])("a webhook that answers %s", async (word, status, expected) => {
    await using slack = await startFakeSlack();
    slack.answerNext(answered(status, word));
    expect(await webhookOf(slack).reach(never)).toEqual(expected);
  });

  test("a bot whose token is wrong is not reached", async () => {
    await using slack = await startFakeSlack();
    const reach = await botOf(slack, { token: "xoxb-wrong-token" }).reach(never);
    expect(reach).toEqual({ kind: "unreached", reason: "Slack answered 200 invalid_auth" });
  });
});
