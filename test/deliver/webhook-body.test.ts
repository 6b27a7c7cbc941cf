import { describe, expect, test } from "vitest";
import type { Message } from "../../src/domain/message.ts";
import { createWebhookSender } from "../../src/deliver/webhook.ts";
import { messageOf, sampleStory } from "./email-samples.ts";
import { everyForm, everyKind, hostileMessage, hostileTexts } from "./hostile-messages.ts";
import { never, receiver, webhookTo, type WebhookTarget } from "./webhook-case.ts";

interface Body {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function sent(message: Message, changes: Partial<WebhookTarget> = {}) {
  await using server = await receiver();
  const sender = createWebhookSender(webhookTo(server.url, changes), { now: () => 0 });
  expect(await sender.send(message, never)).toMatchObject({ kind: "delivered" });
  const { text = "", headers } = server.seen[0] ?? {};
  return { text, headers, body: JSON.parse(text) as Body };
}

const formOf = (name: string) => everyForm[name] ?? messageOf({});

describe("the standard body", () => {
  test("holds the incident as every list has it, and what helps beside it", async () => {
    const json = { id: "INC-42", monitor: "nightly-backup", causes: [{ kind: "missed" }] };
    const { body, headers } = await sent(messageOf({ json }));
    expect(headers?.["content-type"]).toBe("application/json");
    expect(body).toMatchObject({
      type: "incident.opened",
      timestamp: "2026-11-20T00:40:12.000Z",
      data: {
        ...json,
        store: "01JD3QH7",
        workspace: "acme / production",
        route: "revenue-mail",
        quiet: false,
        key: "01JD3QH7/INC-42",
        badge: "MISSED",
        headline: sampleStory().headline,
        facts: sampleStory().facts,
        greenSignals: ["18.2 GiB written"],
        differences: ["backup.sh edited Thu 17:42 by deploy"],
        output: { stream: "stderr" },
        runbook: "https://wiki.acme.example/backup-recovery",
        acknowledgeUrl: "https://ops.acme.example/luota/ack/INC-42?t=abc&u=1",
        acknowledgeCommand: "luota ack INC-42",
        audit: { seq: 1234, hash: "3f9a".repeat(16) },
      },
    });
  });

  test.each(everyKind)(
    "%s has a type of its own, of the letters that the standard allows",
    async (kind) => {
      const { body } = await sent(formOf(kind));
      expect(body.type).toBe(`incident.${kind.replaceAll("-", "_")}`);
      expect(body.type).toMatch(/^[a-z_]+\.[a-z_]+$/u);
    },
  );

  test.each([
    ["a group of 300", "incident.group"],
    ["digest", "digest"],
    ["test", "route.test"],
    ["prove", "route.test"],
  ])("%s is of type %s", async (name, type) => {
    expect((await sent(formOf(name))).body.type).toBe(type);
  });

  test("a group says how many there are, and as many as there is room for", async () => {
    const { body } = await sent(formOf("a group of 300"));
    const { count, omitted, incidents } = body.data as unknown as {
      readonly count: number;
      readonly omitted: number;
      readonly incidents: readonly { readonly id: string; readonly type: string }[];
    };
    expect(count).toBe(300);
    expect(incidents.length).toBeGreaterThan(15);
    expect(incidents.length + omitted).toBe(300);
    expect(incidents[0]).toMatchObject({ id: "INC-1", type: "incident.opened" });
  });

  test("two incidents keep all that is told of them", async () => {
    const { body } = await sent(messageOf({ json: { id: "INC-1" } }, { json: { id: "INC-2" } }));
    expect(body.data).toMatchObject({
      ...{ count: 2, omitted: 0 },
      incidents: [{ id: "INC-1", facts: sampleStory().facts }, { id: "INC-2" }],
    });
  });

  test.each([...Object.keys(everyForm), ...Object.keys(hostileTexts)])(
    "%s is valid JSON and stays under 20 kB",
    async (name) => {
      const message = everyForm[name] ?? hostileMessage(hostileTexts[name] ?? "");
      const { text } = await sent(message);
      expect(Buffer.byteLength(text)).toBeLessThan(20_000);
    },
  );

  test("what is too long is cut, and links and names are not", async () => {
    const { body } = await sent(hostileMessage("x".repeat(100_000)));
    expect(body.data).toMatchObject({
      id: "INC-42",
      key: "01JD3QH7/INC-42",
      acknowledgeUrl: "https://ops.acme.example/luota/ack/INC-42?t=abc&u=1",
    });
    expect(body.data["headline"]).toMatch(/^x{90,}…$/u);
  });
});

describe("a template", () => {
  test("is filled, in quotes with text and without them with values", async () => {
    const template = `{
      "text": "{{badge}} {{ monitor }}: {{headline}}", "level": {{severity}}, "drill": {{drill}},
      "list": [{{count}}, {{data}}], "facts": "{{facts}}", "nothing": {{workspace}}, "at": "{{at}}"
    }`;
    const { body } = await sent({ ...messageOf({}), workspace: null }, { template });
    expect(body).toMatchObject({
      text: `MISSED nightly-backup: ${sampleStory().headline}`,
      level: 2,
      drill: false,
      list: [1, { key: "01JD3QH7/INC-42" }],
      facts:
        "Promise: Last night's backup can be decrypted and restored\nOwner: Database operations",
      nothing: null,
      at: "2026-11-20T00:40:12.000Z",
    });
  });

  test("of several incidents puts their words together", async () => {
    const template = '{"all": "{{incident}}", "level": {{severity}}, "text": "{{headline}}"}';
    const message = messageOf({ incident: 1, severity: 3 }, { incident: 2, severity: 1 });
    const { body } = await sent(message, { template });
    expect(body).toMatchObject({ all: "INC-1, INC-2", level: 1 });
    expect((body as unknown as { text: string }).text.split("\n")).toHaveLength(2);
  });

  test.each(Object.keys(everyForm))("takes %s", async (name) => {
    const template = '{"t": "{{text}}", "s": {{severity}}, "h": "{{headline}}", "d": {{data}}}';
    const { body } = await sent(formOf(name), { template });
    expect(Object.keys(body)).toEqual(["t", "s", "h", "d"]);
  });

  test.each(Object.keys(hostileTexts))("lets nothing break out: %s", async (name) => {
    const template =
      '{"text": "a {{headline}} b {{output}}", "host": "{{host}}", "more": {{facts}}}';
    const { body, text } = await sent(hostileMessage(hostileTexts[name] ?? ""), { template });
    expect(Object.keys(body)).toEqual(["text", "host", "more"]);
    expect(text.length).toBeLessThan(100_000);
  });

  test("a value with a place in it is not filled again", async () => {
    const message = messageOf({ headline: "{{output}} {{data}}" });
    const { body } = await sent(message, { template: '{"text": "{{headline}}"}' });
    expect(body).toEqual({ text: "{{output}} {{data}}" });
  });

  test("is signed as it is sent", async () => {
    const template = '{"text": "{{headline}}"}';
    const { headers } = await sent(messageOf({}), { template, secrets: ["a plain secret"] });
    expect(headers?.["webhook-signature"]).toMatch(/^v1,/u);
  });
});
