import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { serveHttp } from "../deliver/http-server.ts";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

const secret = "whsec_of_this_test";

/** Stripe itself, as far as it sends events: signed, and again until it hears 2xx. */
async function send(port: number, id: string, customer: string): Promise<number> {
  const object = { id: `in_${id}`, object: "invoice", customer };
  const body = JSON.stringify({ id, type: "invoice.payment_failed", data: { object } });
  const time = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  const response = await fetch(`http://127.0.0.1:${String(port)}/stripe`, {
    method: "POST",
    headers: { "stripe-signature": `t=${time},v1=${signature}` },
    body,
  });
  return response.status;
}

test("an event is done when access has changed and the customer was told, not at 200", async () => {
  await using mail = await serveHttp((_request, response) => {
    response.writeHead(202).end('{"id":"msg_81"}');
  });
  await using example = await Example.open("stripe-webhook");
  Object.assign(example.env, {
    ACCOUNTS_DB: example.rig.path("accounts.db"),
    STRIPE_WEBHOOK_SECRET: secret,
    MAIL_API_URL: `http://127.0.0.1:${mail.port}/send`,
  });
  await example.watch({ "within: 10m": "within: 2s" });
  const port = await example.serve("server.mjs");

  // The healthy day; Stripe sends one event twice, which is one run.
  expect(await send(port, "evt_1", "cus_aino")).toBe(200);
  expect(await send(port, "evt_1", "cus_aino")).toBe(200);
  expect(await example.line("node worker.mjs")).toMatchObject({
    code: 0,
    stdout: "1 jobs taken, queue empty\n",
  });
  const good = await example.rig.runs("billing-access");
  expect(good).toMatchObject([
    {
      outcome: "succeeded",
      externalId: "evt_1",
      evidence: [
        { step: "subscription", value: { state: "past_due" } },
        { step: "access", value: { access: "restricted" } },
        { step: "notification", receipt: '202 {"id":"msg_81"}' },
      ],
    },
  ]);

  // The quiet failure: the job has a new name in the server, which the worker has not heard of.
  const renamed = await example.serve("server.mjs", { ACCESS_JOB: "entitlement.update" });
  expect(await send(renamed, "evt_2", "cus_bertil")).toBe(200);
  const others = await seenByOthers(example, "node worker.mjs", {
    before: async () => {
      await send(renamed, `evt_${String(performance.now())}`, "cus_bertil");
    },
  });
  const told = await example.told("billing-access", "incident.opened");
  expect(told).toMatchObject({
    monitor: "billing-access",
    kind: "unproven",
    missing: ["access", "notification"],
  });
  const story = JSON.stringify(told);
  for (const words of [
    "A failed payment changes the customer's access, and the customer is told",
    "event evt_2",
    "cus_bertil",
    "answered Stripe with 200, access job queued",
    "access",
    "notification",
    "https://wiki.acme.example/stripe-billing-recovery",
  ])
    expect(story).toContain(words);
  expect(others).toEqual(allGreen);
  show(example, "the access job is called otherwise", others, told.headline);
}, 60_000);
