import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWebhookSender } from "../../src/deliver/webhook.ts";
import { messageOf } from "./email-samples.ts";
import { serveHttp, serveSocket } from "./http-server.ts";
import { never, receiver, secretWord, sendersTo, textOf, webhookTo } from "./webhook-case.ts";

const kinds = ["webhook", "pagerduty", "ntfy", "discord"] as const;
const message = messageOf({});

async function sendTo(url: string, kind: string) {
  const sender = sendersTo(url)[kind];
  if (sender === undefined) throw new Error(kind);
  return await sender.send(message, never);
}

const rows: readonly (readonly [number, object])[] = [
  [200, { kind: "delivered" }],
  [202, { kind: "delivered" }],
  [204, { kind: "delivered" }],
  [301, { kind: "refused", broken: true, reason: "redirect not followed (301)" }],
  [302, { kind: "refused", broken: true }],
  [307, { kind: "refused", broken: true }],
  [400, { kind: "refused", broken: false }],
  [401, { kind: "refused", broken: true }],
  [403, { kind: "refused", broken: true }],
  [404, { kind: "refused", broken: true }],
  [408, { kind: "try-later", retryAfterMs: 7_000 }],
  [410, { kind: "refused", broken: true }],
  [413, { kind: "refused", broken: false }],
  [422, { kind: "refused", broken: false }],
  [425, { kind: "try-later" }],
  [429, { kind: "try-later", retryAfterMs: 7_000 }],
  [500, { kind: "try-later" }],
  [502, { kind: "try-later" }],
  [503, { kind: "try-later", retryAfterMs: 7_000 }],
  [504, { kind: "try-later" }],
];

describe.each(kinds)("%s", (kind) => {
  test.each(rows)("status %i", async (status, expected) => {
    await using server = await serveHttp((_, response) => {
      const headers = { "retry-after": "7", location: "/elsewhere" };
      response.writeHead(status, headers).end(status === 204 ? "" : "word for word");
    });
    const outcome = await sendTo(`http://127.0.0.1:${server.port}`, kind);
    const receipt = { status, text: status === 204 ? "" : "word for word", reference: null };
    expect(outcome).toMatchObject({ ...expected, receipt });
    expect(server.count()).toBe(1);
  });

  const breaks: readonly (readonly [string, (response: ServerResponse) => void, object])[] = [
    ["a hang", () => undefined, { kind: "unknown" }],
    ["a reset", (response) => response.destroy(), { kind: "unknown" }],
    [
      "a status whose body never ends",
      (response) => void response.writeHead(200).write("so"),
      { kind: "delivered", receipt: { text: "so" } },
    ],
    [
      "a body of 1 MB",
      (response) => response.end("x".repeat(1_000_000)),
      { kind: "delivered", receipt: { text: "x".repeat(4_096) } },
    ],
    [
      "an answer that repeats the secret",
      (response) => response.writeHead(400).end(`no such key ${secretWord}`),
      { kind: "refused" },
    ],
  ];
  test.each(breaks)("%s", async (_, answer, expected) => {
    await using server = await serveHttp((_request, response) => {
      answer(response);
    });
    const outcome = await sendTo(`http://127.0.0.1:${server.port}`, kind);
    expect(outcome).toMatchObject(expected);
    expect(textOf(outcome)).not.toContain(secretWord);
  });

  test("a connection that is refused leaves nothing", async () => {
    const gone = await serveSocket(() => undefined);
    await gone[Symbol.asyncDispose]();
    const outcome = await sendTo(`http://127.0.0.1:${gone.port}`, kind);
    expect(outcome).toMatchObject({ kind: "try-later", receipt: null });
  });

  test("a self-signed certificate takes nothing", async () => {
    await using server = await selfSigned();
    const outcome = await sendTo(`https://localhost:${server.port}`, kind);
    const reason = "the certificate is self-signed";
    expect(outcome).toMatchObject({ kind: "try-later", reason, receipt: null });
  });

  test("a metadata address is no place for alerts", async () => {
    const outcome = await sendTo("http://169.254.169.254", kind);
    expect(outcome).toMatchObject({ kind: "refused", broken: true, receipt: null });
  });

  test("a pass that stops leaves an outcome", async () => {
    const stop = new AbortController();
    await using server = await serveHttp(() => {
      stop.abort();
    });
    const sender = sendersTo(`http://127.0.0.1:${server.port}`)[kind];
    expect(await sender?.send(message, stop.signal)).toMatchObject({ kind: "unknown" });
    expect(await sender?.send(message, AbortSignal.abort())).toMatchObject({ kind: "try-later" });
  });
});

describe("what a receiver says of its own", () => {
  test.each([
    ["webhook", '{"id":"evt_1"}', "evt_1"],
    ["pagerduty", '{"status":"success","dedup_key":"s/INC-1"}', "s/INC-1"],
    ["ntfy", '{"id":"sPs71M8A2T","topic":"x"}', "sPs71M8A2T"],
    ["discord", '{"id":"1234567890"}', "1234567890"],
    ["webhook", '{"id":"two words"}', null],
    ["webhook", '{"id":{"a":1}}', null],
    ["webhook", "null", null],
    ["webhook", "<html>", null],
  ])("%s answers %s: the reference is %s", async (kind, text, reference) => {
    await using server = await receiver(() => [200, text]);
    expect(await sendTo(server.url, kind)).toMatchObject({ receipt: { reference } });
  });

  test("Discord says in the body how long to wait", async () => {
    await using server = await receiver(() => [429, '{"retry_after":1.337,"global":false}']);
    expect(await sendTo(server.url, "discord")).toMatchObject({ retryAfterMs: 1_337 });
  });

  test("a wrong key of PagerDuty is a bad request, and breaks the route", async () => {
    const body = '{"status":"invalid event","errors":["Invalid routing key"]}';
    await using server = await receiver(() => [400, body]);
    expect(await sendTo(server.url, "pagerduty")).toMatchObject({ kind: "refused", broken: true });
  });
});

test.each(["a\r\nX-Evil: 1", "a\nb", "a\0b", "ä"])("a header of %j is not sent", async (value) => {
  await using server = await receiver();
  const target = webhookTo(server.url, { headers: { "X-Team": value } });
  const outcome = await createWebhookSender(target, { now: () => 0 }).send(message, never);
  expect(outcome).toMatchObject({ kind: "refused", broken: true });
  expect(server.seen).toEqual([]);
});

async function selfSigned() {
  const folder = mkdtempSync(join(tmpdir(), "luota-tls-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")];
  // prettier-ignore
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
    "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=localhost"], { stdio: "ignore" });
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
  rmSync(folder, { recursive: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
