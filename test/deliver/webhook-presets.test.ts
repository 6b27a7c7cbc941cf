import { describe, expect, test } from "vitest";
import { everyForm, hostileMessage, hostileTexts } from "./hostile-messages.ts";
import { messageOf } from "./email-samples.ts";
import { never, receiver, sendersTo } from "./webhook-case.ts";
import {
  strictDiscord,
  strictNtfy,
  strictPagerduty,
  type StrictReceiver,
} from "./strict-receivers.ts";
import type { Message } from "../../src/domain/message.ts";

const strict: Readonly<Record<string, StrictReceiver>> = {
  pagerduty: strictPagerduty,
  ntfy: strictNtfy,
  discord: strictDiscord,
};

/** Sends to the strict receiver of that kind, which refuses what the real one would. */
async function bodiesOf(kind: string, message: Message) {
  await using server = await receiver(({ text }) => {
    const complaints = strict[kind]?.complaints(text) ?? ["nobody checks"];
    return complaints.length === 0 ? [200, ""] : [400, complaints.join("; ")];
  });
  const outcome = await sendersTo(server.url, { connectMs: 5_000, wholeMs: 20_000 })[kind]?.send(
    message,
    never,
  );
  expect(outcome).toMatchObject({ kind: "delivered" });
  return server.seen.map(({ path, text }) => ({ path, text, body: JSON.parse(text) as Body }));
}

interface Body {
  readonly event_action?: string;
  readonly dedup_key?: string;
  readonly priority?: number;
  readonly message?: string;
  readonly actions?: readonly { readonly url: string }[];
  readonly flags?: number;
  readonly payload?: {
    readonly severity?: string;
    readonly summary: string;
    readonly custom_details: Readonly<Record<string, unknown>>;
  };
  readonly embeds?: readonly {
    readonly title: string;
    readonly description: string;
    readonly fields?: readonly { readonly name: string; readonly value: string }[];
  }[];
}

describe.each(Object.keys(strict))("%s", (kind) => {
  test.each(Object.keys(everyForm))("takes %s", async (name) => {
    const sent = await bodiesOf(kind, everyForm[name] ?? messageOf({}));
    expect(sent.length).toBeGreaterThan(0);
  });

  test.each(Object.keys(hostileTexts))("takes %s, and it stays text", async (name) => {
    const sent = await bodiesOf(kind, hostileMessage(hostileTexts[name] ?? ""));
    const texts = sent.flatMap(({ body }) => stringsIn(body));
    for (const text of texts) {
      expect(text).not.toMatch(/[\x1b\0\x07\r\u202e\u2066\u2069\u200b\u2028\ufeff]/u); // eslint-disable-line no-control-regex
    }
    if (kind === "pagerduty")
      expect(sent.map(({ body }) => body.event_action)).toEqual(["trigger"]);
  });
});

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...stringsIn(each)]);
}

describe("PagerDuty", () => {
  test.each([
    ["opened", "trigger"],
    ["cause-added", "trigger"],
    ["occurrence", "trigger"],
    ["reopened", "trigger"],
    ["flapping", "trigger"],
    ["reminder", "trigger"],
    ["escalated", "trigger"],
    ["acknowledged", "acknowledge"],
    ["resolved", "resolve"],
    ["healed", "resolve"],
  ] as const)("%s is to %s, under the key of the incident", async (kind, action) => {
    const [sent] = await bodiesOf("pagerduty", messageOf({ kind }));
    expect(sent?.body).toMatchObject({ event_action: action, dedup_key: "01JD3QH7/INC-42" });
  });

  test.each([
    [1, "critical"],
    [2, "error"],
    [3, "warning"],
    [4, "info"],
  ] as const)("severity %i is %s", async (severity, expected) => {
    const [sent] = await bodiesOf("pagerduty", messageOf({ severity }));
    expect(sent?.body.payload?.severity).toBe(expected);
  });

  test("a drill is only info, and says what it is", async () => {
    const [sent] = await bodiesOf("pagerduty", messageOf({ drill: true, severity: 1 }));
    expect(sent?.body.payload).toMatchObject({ severity: "info", custom_details: { drill: true } });
    expect(sent?.body.payload?.summary).toMatch(/^DRILL /u);
  });

  test("an alert has the facts, the output, the witness and the links", async () => {
    const [sent] = await bodiesOf("pagerduty", messageOf({}));
    expect(sent?.body).toMatchObject({
      client: "luota",
      links: [{ text: "Runbook" }, { text: "Acknowledge in luota" }],
      payload: {
        source: "db1",
        component: "nightly-backup",
        group: "acme / production",
        class: "MISSED",
        timestamp: "2026-11-20T00:40:12.000Z",
        custom_details: {
          Owner: "Database operations",
          stderr: "pg_dump: error: No space left on device",
          "different from the last good run": "backup.sh edited Thu 17:42 by deploy",
          audit: `1234 ${"3f9a".repeat(16)}`,
        },
      },
    });
  });

  test("several incidents are as many of its own, and a further try goes on behind those taken", async () => {
    const group = messageOf(...[1, 2, 3, 4].map((n) => ({ incident: n, key: `s/INC-${n}` })));
    let room = 2;
    await using server = await receiver(() => (room-- > 0 ? [202, "{}"] : [429, ""]));
    const sender = sendersTo(server.url)["pagerduty"];
    const first = await sender?.send(group, never);
    expect(first).toMatchObject({
      kind: "try-later",
      reason: "2 of 4 events were taken: asked to wait (429)",
    });
    room = 9;
    expect(await sender?.send(group, never)).toMatchObject({ kind: "delivered" });
    const keys = server.seen.map(({ text }) => (JSON.parse(text) as Body).dedup_key);
    expect(keys).toEqual(["s/INC-1", "s/INC-2", "s/INC-3", "s/INC-3", "s/INC-4"]);
    // Another process knows nothing of the first, and sends the same events under the same keys.
    await sendersTo(server.url)["pagerduty"]?.send(group, never);
    expect(server.seen).toHaveLength(9);
  });

  test("a digest is a change, which pages nobody", async () => {
    const sent = await bodiesOf("pagerduty", everyForm["digest"] ?? messageOf({}));
    expect(sent.map(({ path }) => path)).toEqual(["/v2/change/enqueue"]);
  });

  test("a mere test ends at once, one to be answered stays", async () => {
    const mere = await bodiesOf("pagerduty", everyForm["test"] ?? messageOf({}));
    expect(mere.map(({ body }) => body.event_action)).toEqual(["trigger", "resolve"]);
    expect(new Set(mere.map(({ body }) => body.dedup_key)).size).toBe(1);
    const asked = await bodiesOf("pagerduty", everyForm["prove"] ?? messageOf({}));
    expect(asked.map(({ body }) => body.event_action)).toEqual(["trigger"]);
    expect(asked[0]?.body.payload?.summary).toContain("K7-42");
  });
});

describe("ntfy", () => {
  test.each([
    [{ severity: 1 }, 5],
    [{ severity: 2 }, 4],
    [{ severity: 3 }, 3],
    [{ severity: 4 }, 2],
    [{ severity: 1, drill: true }, 3],
    [{ severity: 1, kind: "resolved" }, 3],
  ] as const)("%j has the priority %i", async (changes, priority) => {
    const [sent] = await bodiesOf("ntfy", messageOf(changes));
    expect(sent?.body.priority).toBe(priority);
  });

  test("is opened to acknowledge, with the token in a header and the topic in the body", async () => {
    await using server = await receiver();
    await sendersTo(server.url)["ntfy"]?.send(messageOf({}), never);
    const [seen] = server.seen;
    expect(seen).toMatchObject({
      path: "/",
      headers: { authorization: "Bearer hunter2-verysecret" },
    });
    expect(JSON.parse(seen?.text ?? "")).toMatchObject({
      topic: "topic-of-ops",
      title: "MISSED nightly-backup on db1 (INC-42)",
      click: "https://ops.acme.example/luota/ack/INC-42?t=abc&u=1",
      actions: [{ label: "Acknowledge" }, { label: "Runbook" }],
      tags: ["rotating_light"],
    });
  });

  test("what is quiet makes no sound", async () => {
    const [sent] = await bodiesOf("ntfy", everyForm["quiet"] ?? messageOf({}));
    expect(sent?.body.priority).toBe(2);
  });
});

describe("Discord", () => {
  test("waits for the message that comes of it, and hides nobody's link behind other words", async () => {
    const text = hostileTexts["a hidden link"] ?? "";
    const [sent] = await bodiesOf("discord", hostileMessage(text));
    expect(sent?.path).toContain("?wait=true");
    const [embed] = sent?.body.embeds ?? [];
    const shown = [
      embed?.title,
      ...(embed?.fields ?? []).flatMap(({ name, value }) => [name, value]),
    ];
    for (const each of shown) expect(each).not.toMatch(/(?<!\\)(?:[[<]|:\/\/)/u);
    expect(embed?.description).toContain(String.raw`\[click\](https\://evil.example)`);
    expect(embed?.description).toContain("[Acknowledge](https://ops.acme.example/");
  });

  test("nothing ends the block of the output", async () => {
    const [sent] = await bodiesOf("discord", hostileMessage("```\n@everyone\n```"));
    const fences = sent?.body.embeds?.[0]?.description.match(/```/gu);
    expect(fences?.length).toBe(2);
  });

  test("what is quiet notifies nobody", async () => {
    const [quiet] = await bodiesOf("discord", everyForm["quiet"] ?? messageOf({}));
    expect(quiet?.body.flags).toBe(4_096);
  });
});
