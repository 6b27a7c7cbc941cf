import { join } from "node:path";
import { expect, test } from "vitest";
import { serveHttp } from "../deliver/http-server.ts";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";
import { startRedis } from "./redis-server.ts";

test("changes have arrived when both sides are the same, not when the queue is empty", async () => {
  const mails = new Map<string, string>();
  let locked = "";
  await using crm = await serveHttp((request, response) => {
    const id = (request.url ?? "").split("/").at(-1) ?? "";
    if (request.method === "GET") response.end(`${mails.get(id) ?? ""}\n`);
    else if (id === locked) response.writeHead(422).end('{"error": "record is locked"}');
    else {
      mails.set(id, new URLSearchParams(request.text).get("mail") ?? "");
      response.end("{}");
    }
  });
  await using example = await Example.open("queue-drained");
  const [database, crmUrl] = [example.rig.path("customers.db"), `http://127.0.0.1:${crm.port}`];
  Object.assign(example.env, {
    REDIS_URL: await startRedis(example.rig, example.place("redis")),
    CUSTOMER_DB: database,
    CRM_URL: crmUrl,
    CRM_TOKEN: "sesame-of-the-crm",
  });
  const change = async (id: string, mail: string) => {
    const sql = `insert or replace into customer values ('${id}', '${mail}')`;
    const table = "create table if not exists customer (id text primary key, mail text)";
    await example.line(`sqlite3 "$CUSTOMER_DB" "${table}; ${sql}"`);
    await example.line(`redis-cli -u "$REDIS_URL" rpush crm:changes "${id} ${mail}"`);
  };
  await example.watch({
    "every: 5m\n    grace: 5m": "every: 10m\n    grace: 5m",
    "/srv/shop/customers.db": database,
    "https://crm.acme.example": crmUrl,
    "/opt/crm/reconcile.sh": join(example.folder, "reconcile.sh"),
    "within: 5m": "within: 5s",
  });
  const line = "luota run crm-changes -- ./worker.sh";

  await change("cus_1", "aino@acme.example");
  await change("cus_2", "bo@acme.example");
  expect(await example.line(line)).toMatchObject({
    code: 0,
    stdout: "2 changes sent, queue empty\n",
  });
  const lastRun = async () => await example.rig.lastRun("crm-changes");
  await example.reached("both are the same", async () => {
    const { outcome } = await lastRun();
    return outcome === "succeeded";
  });

  // The quiet failure: the CRM refuses one of them.
  locked = "cus_2";
  const others = await seenByOthers(example, "./worker.sh", {
    before: async () => {
      await change("cus_2", "bo@new.example");
    },
  });
  expect(others).toEqual(allGreen);
  await change("cus_1", "aino@new.example");
  await change("cus_2", "bo@new.example");
  expect(await example.line(line)).toMatchObject({ code: 0 });
  const told = await example.told("crm-changes", "incident.opened");
  expect(told).toMatchObject({ kind: "unproven", missing: ["reconciled"] });
  const story = JSON.stringify(told);
  for (const words of ["A changed address is in the CRM", "exit 0", "cus_2 422"])
    expect(story).toContain(words);
  await example.noted("crm-changes", "not in the CRM: cus_2");
  const { evidence } = await lastRun();
  expect(evidence).toContainEqual(
    expect.objectContaining({ step: "sent", receipt: "cus_1 200\ncus_2 422" }),
  );
  show(example, "the CRM refuses one change", others, told.headline);
}, 60_000);
