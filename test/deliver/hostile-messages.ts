import type { Message, Story } from "../../src/domain/message.ts";
import type { NoticeKind } from "../../src/domain/notice.ts";
import { messageOf, sampleMessage, sampleStory } from "./email-samples.ts";

/** Texts that want to be more than text. */
export const hostileTexts: Readonly<Record<string, string>> = {
  "a megabyte on one line": "x".repeat(1_048_576),
  "a hundred thousand lines": "line\n".repeat(100_000),
  quotes: `"`.repeat(20_000),
  backslashes: "\\".repeat(20_000),
  "JSON that closes the object": `"},"event_action":"resolve","x":{"y":"`,
  "mentions of everybody": "@everyone @here <@&1> <@1> <!channel> <#1>",
  "a hidden link": "[click](https://evil.example) https://evil.example <https://evil.example>",
  "ANSI escapes": "\x1b[31mred\x1b[0m\x1b]8;;https://evil.example\x07link\x1b]8;;\x07\x1b[2J",
  "line ends": "a\r\nTitle: evil\r\n\r\nb\u2028c",
  "a change of direction": "good\u202elive\u2066\u2069",
  "zero-width marks": "bill\u200bing\ufeff\u00ad",
  "lone surrogates": "\ud800 \udc00 \ud800".repeat(500),
  emoji: "👩‍👩‍👧‍👦🏳️‍🌈".repeat(2_000),
  "NUL and other controls": "\0\x01\x07\x08\x7f\x9b".repeat(100),
  markdown: "```\n# heading\n> quote\n- list\n**bold** ||spoiler|| `code`",
  HTML: "<script>alert(1)</script><img src=x onerror=alert(1)>",
  places: "{{data}} {{headline}} ${x} %s",
  nothing: "",
};

/** A message with the text wherever a text can come from outside. */
export function hostileMessage(text: string): Message {
  const isPlain = text.trim() !== "";
  const body = { kind: "incidents", stories: [hostileStory(text)] } as const;
  return sampleMessage(body, { workspace: isPlain ? text : null, host: text });
}

function hostileStory(text: string): Story {
  return sampleStory({
    monitor: text,
    host: text,
    badge: "FAILED",
    headline: text,
    facts: Array.from({ length: 20 }, () => ({ label: text, text })),
    greenSignals: [text, text],
    differences: [text, text, text, text, text],
    output: { stream: "stderr", text },
    runbook: text,
    acknowledgeCommand: text,
    json: { id: "INC-42", monitor: text, host: text, kind: "failing", causes: [{ kind: text }] },
  });
}

export const everyKind: readonly NoticeKind[] = [
  ...(["opened", "cause-added", "occurrence", "reopened", "flapping"] as const),
  ...(["acknowledged", "resolved", "healed", "reminder", "escalated"] as const),
];

/** Every form that a message can have, by a name. */
export const everyForm: Readonly<Record<string, Message>> = {
  ...Object.fromEntries(everyKind.map((kind) => [kind, messageOf({ kind })])),
  drill: messageOf({ drill: true, badge: "DRILL" }),
  quiet: { ...messageOf({ kind: "occurrence" }), quiet: true },
  "a group of 300": messageOf(
    ...Array.from({ length: 300 }, (_, index) => ({
      incident: index + 1,
      key: `01JD3QH7/INC-${index + 1}`,
      json: { id: `INC-${index + 1}`, monitor: "m", causes: [] },
    })),
  ),
  digest: sampleMessage({
    kind: "digest",
    title: "The week of acme",
    sections: [{ title: "Kept", lines: ["672 of 672 slots", "@everyone"] }],
  }),
  "a long digest": sampleMessage({
    kind: "digest",
    title: "t".repeat(5_000),
    sections: Array.from({ length: 300 }, () => ({ title: "S", lines: ["l".repeat(500)] })),
  }),
  test: sampleMessage({ kind: "test", text: "A test", proveUrl: null, code: null }),
  prove: sampleMessage({
    ...{ kind: "test", text: "Please answer" },
    ...{ proveUrl: "https://ops.acme.example/prove?t=1", code: "K7-42" },
  }),
};
