import { beforeAll, describe, expect, it } from "vitest";
import { discordBody } from "../../src/deliver/discord-message.ts";
import { composeEmail } from "../../src/deliver/email-compose.ts";
import { pagerdutyEvents } from "../../src/deliver/pagerduty-event.ts";
import { composeSlack } from "../../src/deliver/slack-content.ts";
import { standardBody } from "../../src/deliver/webhook-body.ts";
import type { CheckedLink } from "../../src/record/verify-chain.ts";
import { checkWitness, readWitness } from "../../src/record/verify-witness.ts";
import { sampleMessage, sampleStory } from "../deliver/email-samples.ts";

const store = "0123456789abcdef".repeat(2);
const hash = "3f9a".repeat(16);
const message = sampleMessage(
  { kind: "incidents", stories: [sampleStory({ key: `${store}/INC-42` })] },
  { store, witness: { seq: 1234, hash } },
);

let mail: string;

beforeAll(async () => {
  const composed = await composeEmail(message, "luota@acme.example", "ops@acme.example");
  mail = composed.toString("latin1");
});

describe("what an alert saw of the chain is read out of", () => {
  it.each<[string, () => string, string]>([
    ["a mail", () => mail, hash],
    ["a mail whose lines end as in a Unix file", () => mail.replaceAll("\r\n", "\n"), hash],
    ["a mail whose header was folded", () => mail.replace(" sha256:", "\r\n sha256:"), hash],
    [
      "a mail that lost its headers when it was forwarded",
      () => mail.replace(/^X-Luota-.*\r\n/gmu, ""),
      hash,
    ],
    ["a webhook's body", () => standardBody(message), hash],
    ["one that somebody set out", () => indented(standardBody(message)), hash],
    ["a message from Slack", () => JSON.stringify(composeSlack(message)), hash.slice(0, 12)],
    ["one in plain ASCII", () => ascii(JSON.stringify(composeSlack(message))), hash.slice(0, 12)],
    ["a message from Discord", () => discordBody(message), hash.slice(0, 16)],
    ["an event for PagerDuty", () => JSON.stringify(pagerdutyEvents(message)[0]?.body), hash],
  ])("%s", (_, text, begins) => {
    const { words } = readWitness(text());
    expect(words.length).toBeGreaterThan(0);
    for (const word of words) {
      expect(word.seq).toBe(1234);
      expect(hash.startsWith(word.hash)).toBe(true);
    }
    expect(words.some((word) => word.hash.startsWith(begins))).toBe(true);
  });

  it("with the store whose alert it is", () => {
    expect(readWitness(mail).store).toBe(store);
    expect(readWitness(standardBody(message)).store).toBe(store);
  });

  it("but not out of what is no alert", () => {
    expect(readWitness("audit of 12 things: seq 4").words).toEqual([]);
    expect(readWitness("").words).toEqual([]);
  });
});

describe("a witness", () => {
  const links: readonly CheckedLink[] = [{ seq: 1234, hash, event: null }];
  const asked = (seq: number, seen: string, of: string | null = store) =>
    checkWitness(links, store, { words: [{ seq, hash: seen }], store: of }, "a.eml")[0];

  it.each<[string, ReturnType<typeof asked>, object]>([
    ["agrees", asked(1234, hash), { state: "holds" }],
    ["agrees as far as it shows", asked(1234, hash.slice(0, 16)), { state: "holds" }],
    [
      "saw another event",
      asked(1234, "00".repeat(32)),
      { state: "wrong", fault: { kind: "witness-differs", seq: 1234, from: "a.eml" } },
    ],
    [
      "saw what is not in the bundle",
      asked(1235, hash),
      { state: "unchecked", why: { kind: "witness-elsewhere", seq: 1235, from: "a.eml" } },
    ],
    [
      "is another store's",
      asked(1234, hash, "ff".repeat(16)),
      { state: "unchecked", why: { kind: "witness-other-store" } },
    ],
  ])("%s", (_, check, expected) => {
    expect(check).toMatchObject(expected);
  });
});

function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}

function ascii(text: string): string {
  return text.replaceAll(
    /[^ -~]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
