import { describe, expect, it } from "vitest";
import { composeEmail } from "../../src/deliver/email-compose.ts";
import type { Message } from "../../src/domain/message.ts";
import { displayWidth } from "../../src/text/width.ts";
import { messageOf, sampleMessage, sampleStory } from "./email-samples.ts";
import { header, readMail } from "./read-mail.ts";

const compose = (message: Message) =>
  composeEmail(message, "luota@acme.example", "ops@acme.example");
const read = async (message: Message) => readMail(await compose(message));

describe("the subject", () => {
  const rows: readonly (readonly [string, Message, string])[] = [
    ["one incident", messageOf({}), "[MISSED] nightly-backup on db1 (INC-42)"],
    [
      "a reminder",
      messageOf({ kind: "reminder" }),
      "[STILL MISSED] nightly-backup on db1 (INC-42)",
    ],
    [
      "resolved",
      messageOf({ kind: "resolved", badge: "RESOLVED" }),
      "[RESOLVED] nightly-backup on db1 (INC-42)",
    ],
    [
      "a drill that says so itself",
      messageOf({ drill: true, badge: "DRILL" }),
      "[DRILL] nightly-backup on db1 (INC-42)",
    ],
    [
      "a drill in the words of a real one",
      messageOf({ drill: true }),
      "[DRILL: MISSED] nightly-backup on db1 (INC-42)",
    ],
    [
      "several",
      messageOf({}, { incident: 43, monitor: "billing-sync", badge: "FAILED" }, { incident: 44 }),
      "[MISSED, FAILED] nightly-backup, billing-sync and 1 more on db1 (INC-42 +2)",
    ],
    [
      "several hosts",
      messageOf({}, { incident: 43, host: "web1" }),
      "[MISSED] nightly-backup, nightly-backup on 2 hosts (INC-42 +1)",
    ],
    [
      "a digest",
      sampleMessage({ kind: "digest", title: "Week 47: 9 of 10 kept", sections: [] }),
      "[DIGEST] Week 47: 9 of 10 kept (db1)",
    ],
    [
      "a test",
      sampleMessage({ kind: "test", text: "Hello", proveUrl: null, code: null }),
      "[TEST] luota on db1, route revenue-mail",
    ],
    [
      "a name that is not ASCII",
      messageOf({ monitor: "yöllinen-varmistus", host: "tietokanta-ä" }),
      "[MISSED] yöllinen-varmistus on tietokanta-ä (INC-42)",
    ],
    [
      "brackets in a badge, which would change the thread",
      messageOf({ badge: "MI]SS[ED" }),
      "[MISSED] nightly-backup on db1 (INC-42)",
    ],
  ];
  it.each(rows)("%s", async (_, message, subject) => {
    expect(header(await read(message), "Subject")).toBe(subject);
  });

  it("is cut, but keeps the host and the number", async () => {
    const subject = header(await read(messageOf({ monitor: "x".repeat(128) })), "Subject") ?? "";
    expect(subject.length).toBeLessThanOrEqual(150);
    expect(subject).toMatch(/x… on db1 \(INC-42\)$/u);
  });
});

describe("the headers", () => {
  it("name the message, its store, the incident and the witness, and that no person wrote it", async () => {
    const mail = await read(messageOf({}, { key: "01JD3QH7/INC-43" }));
    expect(mail.defects).toEqual([]);
    expect(mail.headers).toMatchObject({
      "message-id": ["<M_7Zk2p.01JD3QH7@acme.example>"],
      from: ["luota on db1 <luota@acme.example>"],
      to: ["ops@acme.example"],
      date: ["Fri, 20 Nov 2026 00:40:12 +0000"],
      "auto-submitted": ["auto-generated"],
      "list-id": ["<revenue-mail.luota.acme.example>"],
      "x-luota-message": ["M_7Zk2p"],
      "x-luota-incident": ["01JD3QH7/INC-42, 01JD3QH7/INC-43"],
      "x-luota-audit": [`1234 sha256:${"3f9a".repeat(16)}`],
    });
    expect(mail.parts).toEqual(["multipart/alternative", "text/plain", "text/html"]);
    for (const absent of ["bcc", "cc", "in-reply-to", "references"]) {
      expect(mail.headers).not.toHaveProperty(absent);
    }
  });

  it("answer the earlier messages of the thread", async () => {
    const thread = { root: "M_1", rootReference: "9CB9", before: ["M_1", "M_2", "M_3"] };
    const mail = await read(sampleMessage(undefined, { thread }));
    expect(header(mail, "In-Reply-To")).toBe("<M_3.01JD3QH7@acme.example>");
    expect(header(mail, "References")).toBe(
      ["M_1", "M_2", "M_3"].map((id) => `<${id}.01JD3QH7@acme.example>`).join(" "),
    );
  });

  it("keep the root and the latest of a long thread", async () => {
    const before = Array.from({ length: 300 }, (_, index) => `M_${index}`);
    const thread = { root: "M_0", rootReference: null, before };
    const references = header(await read(sampleMessage(undefined, { thread })), "References") ?? "";
    const ids = references.split(/\s+/u);
    expect(ids).toHaveLength(11);
    expect(ids[0]).toContain("M_0.");
    expect(ids.at(-1)).toContain("M_299.");
  });

  it("are the same in every attempt, as is the rest", async () => {
    const first = await compose(messageOf({}));
    const second = await compose({ ...messageOf({}), attempt: 7 });
    expect(second.equals(first)).toBe(true);
  });
});

describe("what it says", () => {
  it("fits 72 columns as text, but for links, commands and the job's own lines", async () => {
    const long = "a word and another ".repeat(20);
    const wide = "顧客データの夜間バックアップが完了していません".repeat(5);
    const story = {
      headline: long,
      facts: [{ label: "Promise", text: wide }],
      differences: [long],
    };
    const { text } = await read(messageOf(story, { incident: 43 }));
    const wideLines = text.split("\n").filter((line) => displayWidth(line) > 72);
    expect(wideLines.filter((line) => !/https:|^ {2}\| |[0-9a-f]{64}/u.test(line))).toEqual([]);
    expect(text).toContain("\n    https://ops.acme.example/luota/ack/INC-42?t=abc&u=1\n");
  });

  it.each([
    ["what broke", "last night's backup can't be"],
    ["for whom", "Last night's backup can be decrypted and restored"],
    ["what was healthy all the same", "18.2 GiB written"],
    ["what changed", "backup.sh edited Thu 17:42 by deploy"],
    ["what the job said", "pg_dump: error: No space left on device"],
    ["what to do", "https://wiki.acme.example/backup-recovery"],
    ["what a witness keeps", "3f9a".repeat(16)],
  ])("tells %s in both parts", async (_, words) => {
    const { text, html } = await read(messageOf({}));
    expect(text.replace(/\s+/gu, " ")).toContain(words);
    expect(html.replaceAll("&#39;", "'").replace(/\s+/gu, " ")).toContain(words);
  });

  it("links to acknowledge and to the runbook, and fetches nothing", async () => {
    const { html } = await read(messageOf({}));
    expect(html.match(/href="[^"]*"/gu)).toEqual([
      'href="https://ops.acme.example/luota/ack/INC-42?t=abc&#38;u=1"',
      'href="https://wiki.acme.example/backup-recovery"',
    ]);
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|form)|url\(|@import/iu);
  });

  it("names the command where no browser can acknowledge", async () => {
    const { text } = await read(messageOf({ acknowledgeUrl: null }));
    expect(text).toContain("Acknowledge:\n    luota ack INC-42\n");
  });

  it("marks a drill in words", async () => {
    expect((await read(messageOf({ drill: true }))).text).toContain(
      "This is a drill: nothing is broken.",
    );
  });

  it("has nothing to do once it is healed", async () => {
    const { text } = await read(messageOf({ kind: "resolved", badge: "RESOLVED" }));
    expect(text).toContain("RESOLVED: ");
    expect(text).not.toContain("What to do");
  });

  it("shows how to prove a route", async () => {
    const url = "https://ops.acme.example/luota/prove?t=1";
    const body = {
      kind: "test",
      text: "luota can reach you.",
      proveUrl: url,
      code: "4711",
    } as const;
    const { text } = await read(sampleMessage(body));
    expect(text).toContain(url);
    expect(text).toContain("4711");
  });

  it("tells fewer details of each when very many broke together, and of all at least a number", async () => {
    const stories = Array.from({ length: 500 }, (_, index) =>
      sampleStory({ incident: index + 1, output: { stream: "stderr", text: "€".repeat(9000) } }),
    );
    const bytes = await compose(sampleMessage({ kind: "incidents", stories }));
    const { text, html, headers } = readMail(bytes);
    expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
    expect(text).toContain("500 promises are broken on db1.");
    expect(text).toContain("and 400 more");
    expect(headers["subject"]?.[0]).toContain("(INC-1 +499)");
  });
});
