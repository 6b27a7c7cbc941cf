import { describe, expect, test } from "vitest";
import { startFakeSlack } from "./fake-slack.ts";

const mrkdwn = (text: string) => ({ type: "mrkdwn", text, verbatim: true });
const section = (text: string) => ({ type: "section", text: mrkdwn(text) });
const blocks = (...list: readonly unknown[]) => ({ text: "x", blocks: list });
const header = (text: string) => ({ type: "header", text: { type: "plain_text", text } });

describe("the fake Slack refuses what Slack would refuse, or act on", () => {
  test.each([
    ["a section", blocks(section("a <https://a.example|b> &amp; c")), "ok"],
    ["no text", {}, "no_text"],
    ["an empty text", { text: "" }, "no_text"],
    ["an unknown key", { text: "x", icon: "y" }, "invalid_arguments"],
    ["51 blocks", blocks(...Array.from({ length: 51 }, () => section("a"))), "invalid_blocks"],
    ["a header of 151 characters", blocks(header("x".repeat(151))), "invalid_blocks"],
    ["a header with markup", blocks({ ...section("a"), type: "header" }), "invalid_blocks"],
    ["a section of 3,001 characters", blocks(section("x".repeat(3_001))), "invalid_blocks"],
    ["an empty section", blocks(section("")), "invalid_blocks"],
    [
      "11 fields",
      blocks({ type: "section", fields: Array(11).fill(mrkdwn("a")) }),
      "invalid_blocks",
    ],
    [
      "11 elements",
      blocks({ type: "context", elements: Array(11).fill(mrkdwn("a")) }),
      "invalid_blocks",
    ],
    ["an unknown block", blocks({ type: "sections" }), "invalid_blocks"],
    ["an unknown field", blocks({ ...section("a"), style: "b" }), "invalid_blocks"],
    ["blocks that are no list", { text: "x", blocks: {} }, "invalid_blocks_format"],
    [
      "more than 13,000 characters together",
      blocks(...Array.from({ length: 5 }, () => section("x".repeat(2_900)))),
      "msg_blocks_too_long",
    ],
    ["a mention of all", { text: "<!channel>" }, "invalid_blocks"],
    ["a mention by name", { text: "@here" }, "invalid_blocks"],
    ["an ampersand", blocks(section("a & b")), "invalid_blocks"],
    ["a link to no page", blocks(section("<mailto:a@b|c>")), "invalid_blocks"],
    ["an open fence", blocks(section("```a")), "invalid_blocks"],
    ["a direction mark", { text: "a\u{202e}b" }, "invalid_blocks"],
    [
      "a text in which Slack looks for names",
      blocks({ type: "section", text: { type: "mrkdwn", text: "a" } }),
      "invalid_blocks",
    ],
  ])("%s", async (_name, payload, expected) => {
    await using slack = await startFakeSlack();
    const answer = await post(slack.webhookUrl, JSON.stringify(payload));
    expect(await answer.text()).toBe(expected);
    expect(answer.status).toBe(expected === "ok" ? 200 : 400);
    expect(slack.messages).toHaveLength(expected === "ok" ? 1 : 0);
  });

  test("what is no JSON, and another URL", async () => {
    await using slack = await startFakeSlack();
    expect(await (await post(slack.webhookUrl, "text")).text()).toBe("invalid_payload");
    expect((await post(`${slack.webhookUrl}x`, "{}")).status).toBe(404);
  });
});

function post(url: string, body: string) {
  return fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
}
