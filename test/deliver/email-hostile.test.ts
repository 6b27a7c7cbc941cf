import { describe, expect, it } from "vitest";
import { composeEmail } from "../../src/deliver/email-compose.ts";
import type { Message, Story } from "../../src/domain/message.ts";
import { sampleMessage, sampleStory } from "./email-samples.ts";
import { readMail } from "./read-mail.ts";

const compose = (message: Message) =>
  composeEmail(message, "luota@acme.example", "ops@acme.example");

/** One hostile text in every place that takes a text. */
function poisoned(text: string): Message {
  const story: Story = sampleStory({
    key: text,
    monitor: text,
    host: text,
    badge: text,
    headline: text,
    facts: [{ label: text, text }],
    greenSignals: [text],
    differences: [text],
    output: { stream: "stderr", text },
    runbook: text,
    acknowledgeUrl: text,
    acknowledgeCommand: text,
  });
  return sampleMessage(
    { kind: "incidents", stories: [story, { ...story, incident: 43 }] },
    {
      id: text,
      store: text,
      workspace: text,
      host: text,
      route: text,
      thread: { root: text, rootReference: text, before: [text] },
      witness: { seq: 1, hash: text },
    },
  );
}

const known = [
  ...["auto-submitted", "content-type", "date", "from", "in-reply-to", "list-id", "message-id"],
  ...["mime-version", "references", "subject", "to", "x-auto-response-suppress"],
  ...["x-luota-audit", "x-luota-incident", "x-luota-message"],
];

const rows: readonly (readonly [string, string])[] = [
  ["line ends and a header", "x\r\nBcc: evil@evil.test\r\n\r\n<b>body</b>"],
  ["bare carriage returns and line feeds", "x\rBcc: evil@evil.test\nCc: evil@evil.test"],
  ["a folded header", "x\r\n Bcc: evil@evil.test\r\n\tTo: evil@evil.test"],
  ["the end of the letter", "x\r\n.\r\nMAIL FROM:<evil@evil.test>\r\n"],
  ["an encoded word", "=?utf-8?Q?x=0D=0ABcc:=20evil@evil.test?="],
  [
    "an encoded word that only shows when a colour is gone",
    "=\u001b[0m?utf-8?Q?x=0D=0ABcc:=20e@evil.test?=",
  ],
  ["other line ends of Unicode", "x\u2028Bcc: evil@evil.test\u2029y\u0085z\u000b\u000c"],
  [
    "HTML",
    `</pre></td><script>alert(1)</script><img src=x onerror="alert(1)"><a href='//evil.test'>`,
  ],
  ["an attribute's end", `" onmouseover="alert(1)' style='position:fixed`],
  ["a script as a link", "javascript:alert(1)//https://acme.example"],
  ["a link with markup", `https://evil.test/"><script>alert(1)</script>`],
  ["data as a link", "data:text/html,<script>alert(1)</script>"],
  ["a second address", '"a" <ops@acme.example>, evil@evil.test'],
  [
    "colours, a title and a clear screen",
    "\u001b[31mred\u001b[0m\u001b]0;title\u0007\u001b[2J\u009b1m",
  ],
  ["direction marks", "abc\u202eexe.txt\u2066x\u2069\u200f"],
  ["invisible marks", "a\u200bb\u2060c\ufeffd\u{e0041}"],
  ["NUL and other controls", "a\u0000b\u0008c\u007fd"],
  ["lone surrogates", "a\ud800b\udc00c"],
  ["a line of a MiB", "x".repeat(2 ** 20)],
  ["a MiB of line ends", "\r\n".repeat(2 ** 19)],
  ["a MiB of what HTML makes five times as long", "<".repeat(2 ** 20)],
  ["a MiB of words", "word ".repeat(210_000)],
  ["a MiB of marks that combine", `a${"\u0301".repeat(2 ** 19)}`],
  ["nothing", ""],
];

describe("hostile texts", () => {
  it.each(rows)("%s", async (_, text) => {
    const bytes = await compose(poisoned(text));
    const raw = bytes.toString("latin1");
    const mail = readMail(bytes);

    expect(Object.keys(mail.headers).filter((name) => !known.includes(name))).toEqual([]);
    const repeated = Object.entries(mail.headers).filter(([, values]) => values.length > 1);
    expect(repeated).toEqual([]);
    expect(mail.headers["to"]).toEqual(["ops@acme.example"]);
    expect(mail.headers["subject"]?.[0]?.length).toBeLessThanOrEqual(150);
    expect(mail.parts).toEqual(["multipart/alternative", "text/plain", "text/html"]);
    expect(mail.defects).toEqual([]);

    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
    expect(raw).toMatch(/^[\r\n -~]*$/u);
    expect(bytes.length).toBeLessThan(512 * 1024);

    const shown = mail.text + mail.html + JSON.stringify(mail.headers);
    expect(shown).not.toMatch(
      // eslint-disable-next-line no-control-regex
      /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe]|\p{Cs}/u,
    );
    expect(mail.html).not.toMatch(
      /<(?:script|img|b)\b|<a href='|javascript:[^<]*" class|onmouseover="/iu,
    );
    for (const [, link] of mail.html.matchAll(/href="([^"]*)"/gu)) {
      expect(link).toMatch(/^https?:\/\//u);
      expect(link).not.toMatch(/[<>'\s]/u);
    }
  });

  it("still reads as what it is where only the job's output is hostile", async () => {
    const text = "\u001b[31mfailed\u001b[0m: <none>\r\nnext\u0007";
    const story = sampleStory({ output: { stream: "stdout", text } });
    const mail = readMail(await compose(sampleMessage({ kind: "incidents", stories: [story] })));
    expect(mail.text).toContain("The end of its stdout\n  | failed: <none>\n  | next\\x07\n");
    expect(mail.html).toContain("failed: &#60;none&#62;\nnext\\x07</pre>");
  });
});
