import { expect, test } from "vitest";
import { serveHttp, serveSocket } from "./http-server.ts";
import { never, receiver, secretWord, sendersTo, webhookTo } from "./webhook-case.ts";
import { createWebhookSender } from "../../src/deliver/webhook.ts";

const quiet = ["webhook", "pagerduty", "ntfy"] as const;

test.each(quiet)(
  "%s: a server that takes connections is reached, and is told nothing",
  async (kind) => {
    await using server = await receiver();
    const reach = await sendersTo(server.url)[kind]?.reach(never);
    expect(reach).toMatchObject({ kind: "reached" });
    expect(server.seen).toEqual([]);
  },
);

test.each([...quiet, "discord"])("%s: where nobody listens, nobody is reached", async (kind) => {
  const gone = await serveSocket(() => undefined);
  await gone[Symbol.asyncDispose]();
  const reach = await sendersTo(`http://127.0.0.1:${gone.port}`)[kind]?.reach(never);
  expect(reach).toEqual({ kind: "unreached", reason: "the connection was refused" });
});

test.each([...quiet, "discord"])("%s: a handshake that hangs ends in time", async (kind) => {
  await using server = await serveSocket(() => undefined);
  const reach = await sendersTo(`https://127.0.0.1:${server.port}`)[kind]?.reach(never);
  expect(reach).toMatchObject({ kind: "unreached" });
  expect(JSON.stringify(reach)).not.toContain(secretWord);
});

test.each([...quiet, "discord"])("%s: a metadata address is not looked at", async (kind) => {
  const reach = await sendersTo("http://169.254.169.254")[kind]?.reach(never);
  expect(reach).toMatchObject({ kind: "unreached" });
});

test.each([
  [400, '{"code":50006,"message":"Cannot send an empty message"}', "reached"],
  [404, '{"code":10015,"message":"Unknown Webhook"}', "unreached"],
  [401, "", "unreached"],
  [429, "", "unreached"],
  [204, "", "untold"],
])("Discord answers an empty message with %i %s: %s", async (status, text, kind) => {
  await using server = await serveHttp((request, response) => {
    expect(request.text).toBe("{}");
    response.writeHead(status).end(text);
  });
  const reach = await sendersTo(`http://127.0.0.1:${server.port}`)["discord"]?.reach(never);
  expect(reach).toMatchObject({ kind });
});

test("a route that could not sign is not called reached", async () => {
  await using server = await receiver();
  const target = webhookTo(server.url, { secrets: ["whsec_!"] });
  const reach = await createWebhookSender(target, { now: () => 0 }).reach(never);
  expect(reach).toMatchObject({ kind: "unreached" });
});
