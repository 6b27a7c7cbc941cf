import { generateKeyPairSync, verify } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { createWebhookSender } from "../../src/deliver/webhook.ts";
import { messageOf, sampleMessage } from "./email-samples.ts";
import { never, receiver, webhookTo, type Seen, type WebhookTarget } from "./webhook-case.ts";

const [first, second] = [24, 64].map(
  (length) => `whsec_${Buffer.alloc(length, length).toString("base64")}`,
) as [string, string];

async function sent(changes: Partial<WebhookTarget>, now = Date.now()): Promise<Seen> {
  await using server = await receiver();
  const sender = createWebhookSender(webhookTo(server.url, changes), { now: () => now });
  const outcome = await sender.send(messageOf({}), never);
  expect(outcome.kind).toBe("delivered");
  const [seen] = server.seen;
  if (seen === undefined) throw new Error("nothing came");
  return seen;
}

const isVerified = (webhook: Webhook, { text, headers }: Seen) => {
  try {
    webhook.verify(text, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};

describe("the official library takes what is signed", () => {
  test("with the secret, and with no other", async () => {
    const seen = await sent({ secrets: [first] });
    expect(isVerified(new Webhook(first), seen)).toBe(true);
    expect(isVerified(new Webhook(second), seen)).toBe(false);
  });

  test("with either secret while one replaces the other", async () => {
    const seen = await sent({ secrets: [first, second] });
    expect(isVerified(new Webhook(first), seen)).toBe(true);
    expect(isVerified(new Webhook(second), seen)).toBe(true);
    expect(String(seen.headers["webhook-signature"]).split(" ")).toHaveLength(2);
  });

  test("a secret without whsec_ is the text itself", async () => {
    const seen = await sent({ secrets: ["a plain secret\n"] });
    expect(isVerified(new Webhook("a plain secret", { format: "raw" }), seen)).toBe(true);
  });

  test("not when a byte of the body was changed, nor when it was signed long ago", async () => {
    const seen = await sent({ secrets: [first] });
    const changed = { ...seen, text: seen.text.replace("opened", "closed") };
    expect(isVerified(new Webhook(first), changed)).toBe(false);
    const old = await sent({ secrets: [first] }, Date.now() - 600_000);
    expect(isVerified(new Webhook(first), old)).toBe(false);
  });
});

describe("Ed25519", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const { d = "", x = "" } = privateKey.export({ format: "jwk" });
  const [seed, half] = [d, x].map((part) => Buffer.from(part, "base64url")) as [Buffer, Buffer];

  test.each([
    ["32 bytes", `whsk_${seed.toString("base64")}`],
    ["64 bytes, with the public half", `whsk_${Buffer.concat([seed, half]).toString("base64")}`],
    ["PEM", privateKey.export({ format: "pem", type: "pkcs8" }).toString()],
  ])("signs beside the secret with a key of %s", async (_, signingKey) => {
    const seen = await sent({ secrets: [first], signingKey });
    expect(isVerified(new Webhook(first), seen)).toBe(true);
    const { headers, text } = seen;
    const signatures = String(headers["webhook-signature"]).split(" ");
    const ours = signatures.find((each) => each.startsWith("v1a,")) ?? "";
    const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${text}`;
    const bytes = Buffer.from(ours.slice(4), "base64");
    expect(verify(null, Buffer.from(signed), publicKey, bytes)).toBe(true);
  });
});

test("a further try has the same id and a time of its own", async () => {
  await using server = await receiver();
  let now = 1_000_000;
  const target = webhookTo(server.url, { secrets: [first] });
  const sender = createWebhookSender(target, { now: () => now });
  await sender.send(sampleMessage(undefined, { attempt: 1 }), never);
  now += 45_000;
  await sender.send(sampleMessage(undefined, { attempt: 2 }), never);
  const [one, two] = server.seen;
  expect(one?.headers["webhook-id"]).toBe("M_7Zk2p");
  expect(two?.headers["webhook-id"]).toBe("M_7Zk2p");
  expect(two?.text).toBe(one?.text);
  expect([one, two].map((seen) => seen?.headers["webhook-timestamp"])).toEqual(["1000", "1045"]);
  expect(two?.headers["webhook-signature"]).not.toBe(one?.headers["webhook-signature"]);
});

test("without keys it has an id and a time, and no signature", async () => {
  const { headers } = await sent({});
  expect(headers["webhook-id"]).toBe("M_7Zk2p");
  expect(headers["webhook-signature"]).toBeUndefined();
});

test.each<[string, Partial<WebhookTarget>]>([
  ["an empty secret", { secrets: [" "] }],
  ["whsec_ with nothing behind it", { secrets: ["whsec_"] }],
  ["whsec_ with what is no base64", { secrets: ["whsec_not/base64!"] }],
  ["a good and a bad secret", { secrets: [first, "whsec_%"] }],
  [
    "a signing key of another length",
    { signingKey: `whsk_${Buffer.alloc(20).toString("base64")}` },
  ],
  ["a signing key that is none", { signingKey: "mykey" }],
  [
    "a key for another algorithm",
    {
      signingKey: generateKeyPairSync("ec", { namedCurve: "P-256" })
        .privateKey.export({ format: "pem", type: "pkcs8" })
        .toString(),
    },
  ],
])("%s sends nothing, and the route is broken", async (_, changes) => {
  await using server = await receiver();
  const sender = createWebhookSender(webhookTo(server.url, changes), { now: () => 0 });
  const outcome = await sender.send(messageOf({}), never);
  expect(outcome).toMatchObject({ kind: "refused", broken: true });
  expect(JSON.stringify(outcome)).not.toMatch(/mykey|base64!/u);
  expect(server.seen).toEqual([]);
});
