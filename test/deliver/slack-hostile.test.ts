import { describe, expect, test } from "vitest";
import type { Message } from "../../src/domain/message.ts";
import { createSlackSender } from "../../src/deliver/slack.ts";
import { composeSlack } from "../../src/deliver/slack-content.ts";
import { textLength } from "../../src/deliver/slack-blocks.ts";
import { startFakeSlack } from "./fake-slack.ts";
import { groupOf, messageOf, tellingOf } from "./slack-messages.ts";

const never = new AbortController().signal;

const hostile: readonly (readonly [name: string, text: string])[] = [
  [
    "mentions",
    "<!channel> <!here|here> <@U0123> <#C0123|x> <!subteam^S1> @here @channel @everyone",
  ],
  ["links", "<https://evil.example|Acknowledge> https://evil.example"],
  ["terminal escapes", "\x1b[2J\x1b]0;title\x07\x1b[31mred\x1b[0m\x9b1m"],
  ["HTML", "<script>alert(1)</script>&nbsp;&#60;!channel&#62;"],
  ["line ends", "name\r\nBcc: x@evil.example\r\n\r\nbody\u{2028}next\u{85}next"],
  ["a line of a megabyte", "x".repeat(1 << 20)],
  ["a megabyte to escape", "<&>".repeat(350_000)],
  ["a megabyte of lines", "\n".repeat(1 << 20)],
  ["direction marks", "a\u{202e}gpj.exe\u{2066}b\u{200f}\u{feff}\u{200b}"],
  ["NUL and other controls", "a\0b\x01\x08\x7f\x85"],
  ["halves of characters", "\ud800a\udfff\ud83d"],
  ["fences", "```\nout\n```` `a` ``` end ``"],
  ["an entity at every cut", "a".repeat(7) + "&".repeat(4_000)],
  ["emoji at every cut", "a" + "\u{1f469}\u{200d}\u{1f680}".repeat(2_000)],
  ["nothing", ""],
  ["blanks", " \t\r\n "],
];

/** Every text of a message that comes from outside. */
const placed = (text: string): readonly (readonly [where: string, message: Message])[] => {
  const story = {
    monitor: text,
    host: text,
    badge: text,
    headline: text,
    facts: [{ label: text, text }, ...Array.from({ length: 30 }, () => ({ label: "Gap", text }))],
    greenSignals: [text, text],
    differences: [text, text, text, text, text],
    output: { stream: "stderr", text } as const,
    runbook: text,
    acknowledgeUrl: `https://ops.acme.example/${text}`,
    acknowledgeCommand: text,
  };
  const more = { workspace: text, host: text, route: text };
  const witness = { seq: 1, hash: text };
  const section = { title: text, lines: Array.from({ length: 60 }, () => text) };
  const digest = { kind: "digest", title: text, sections: [section, section, section] } as const;
  return [
    ["opened", tellingOf(story, { ...more, witness })],
    ["resolved", tellingOf({ ...story, kind: "resolved" }, more)],
    ["several", { ...groupOf(12, story), ...more }],
    ["a digest", messageOf(digest, more)],
    ["a test", messageOf({ kind: "test", text, proveUrl: text, code: text }, more)],
  ];
};

describe("hostile texts in every place are taken, and inject nothing", () => {
  test.each(hostile)("%s", async (_name, text) => {
    await using slack = await startFakeSlack({ burst: 100 });
    const url = slack.webhookUrl;
    const sender = createSlackSender(
      { kind: "slack", via: { kind: "webhook", url } },
      { pauseMs: 0 },
    );
    for (const [where, message] of placed(text)) {
      // In full, and once more in plain text after a refusal.
      for (const refusals of [[], [{ status: 400, body: "invalid_blocks" }]]) {
        slack.answerNext(...refusals);
        const outcome = await sender.send(message, never);
        expect([where, slack.complaints, outcome.kind]).toEqual([where, [], "delivered"]);
      }
    }
    for (const { blocks, text: fallback } of slack.messages) {
      const links = JSON.stringify([blocks, fallback]).matchAll(/<([^|>]*)\|/gu);
      for (const [, target] of links) expect(target).toMatch(/^https:\/\/ops\.acme\.example\//u);
    }
  });

  test("all text of a message stays below what Slack takes together", () => {
    for (const [, text] of hostile)
      for (const [, message] of placed(text)) {
        const { blocks, plain } = composeSlack(message);
        const total = blocks.reduce((sum, block) => sum + textLength(block), 0);
        expect(total).toBeLessThanOrEqual(10_000);
        expect(blocks.length).toBeLessThanOrEqual(50);
        expect(plain.length).toBeLessThanOrEqual(4_000);
      }
  });
});
