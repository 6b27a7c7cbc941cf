import { expect, test } from "vitest";
import { Example } from "./example.ts";
import { MailServer } from "./mail-server.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

const job = "./report.sh 2026-11-19";
const wrapped = `luota run order-report -- ${job}`;

async function open(mail: MailServer): Promise<Example> {
  const example = await Example.open("scheduled-report");
  Object.assign(example.env, {
    SHOP_DB: example.rig.path("shop.db"),
    REPORT_FOLDER: example.place("reports"),
    REPORT_FROM: "reports@acme.example",
    REPORT_TO: "owner@shop.example",
    SMTP_SERVER: mail.address,
  });
  const orders = "('a1', 'Aino', 20, '2026-11-19'), ('a2', 'Väinö', 35, '2026-11-19')";
  const table = "create table orders (id, customer, total, day)";
  await example.line(`sqlite3 "$SHOP_DB" "${table}; insert into orders values ${orders}"`);
  return example;
}

test("a report is done when the provider took it, not when it was rendered", async () => {
  await using mail = await MailServer.open();
  await using example = await open(mail);
  await example.watch();

  // The healthy day: the receipt is the evidence.
  expect(await example.line(wrapped)).toMatchObject({ code: 0 });
  expect(mail.mails[0]).toContain('a2,"Väinö",35');
  const [good] = await example.rig.runs();
  expect(good).toMatchObject({
    outcome: "succeeded",
    evidence: [
      { step: "rendered", value: { orders: 2 } },
      { step: "delivered", receipt: "250 2.0.0 Ok: queued as AAAAA1" },
    ],
  });

  // The quiet failure: everything is green, and no mail has left.
  mail.refusal = { code: 552, text: "5.3.4 Mailbox of this account is over quota" };
  expect(await example.line(wrapped)).toMatchObject({ code: 0 });
  const told = await example.told("order-report", "incident.opened");
  expect(told).toMatchObject({ monitor: "order-report", kind: "unproven", missing: ["delivered"] });
  const story = JSON.stringify(told);
  for (const words of [
    "The shop owner finds yesterday's orders in the inbox every morning",
    "exit 0",
    "552 5.3.4 Mailbox of this account is over quota",
    "delivered",
    "https://wiki.acme.example/order-report",
  ])
    expect(story).toContain(words);

  const others = await seenByOthers(example, job);
  expect(others).toEqual(allGreen);
  show(example, "the mail server is over quota", others, told.headline);

  // Mended, the next run resolves it.
  mail.refusal = null;
  await example.line(wrapped);
  await example.told("order-report", "incident.resolved");
}, 60_000);
