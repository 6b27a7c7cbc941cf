import { expect, test } from "vitest";
import { serveHttp } from "../deliver/http-server.ts";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

test("a job that only pinged says more, and stays as it is", async () => {
  let token = "sesame";
  await using shop = await serveHttp((request, response) => {
    if (request.headers.authorization === `Bearer ${token}`)
      response.end(
        "id,name,mail\n1,Aino,aino@acme.example\n2,Bo,bo@acme.example\n3,Cia,c@b.example\n",
      );
    else response.writeHead(401).end('{"error": "this token has ended"}\n');
  });
  await using example = await Example.open("migration-from-cron-pings");
  const file = `${example.place("export")}/customers.csv`;
  Object.assign(example.env, {
    SHOP_API: `http://127.0.0.1:${shop.port}`,
    API_TOKEN: "sesame",
    EXPORT_FILE: file,
  });
  await example.watch({ "/srv/export/customers.csv": file });
  const line = "luota run customer-export -- ./export.sh";
  const outcomeOf = async () => (await example.rig.lastRun("customer-export")).outcome;

  expect(await example.line(line)).toMatchObject({ code: 0 });
  await example.reached(
    "the healthy run is proven",
    async () => (await outcomeOf()) === "succeeded",
  );

  // The quiet failure: the token has ended, and what was exported is an excuse.
  token = "changed";
  expect(await seenByOthers(example, "./export.sh")).toEqual(allGreen);
  expect(await example.line(line)).toMatchObject({ code: 0 });
  const told = await example.told("customer-export", "incident.opened");
  expect(told).toMatchObject({ kind: "unproven", missing: ["artifact 1"] });
  const story = JSON.stringify(told);
  for (const words of ["The partner picks up last night's customers", "exit 0", "output verified"])
    expect(story).toContain(words);
  await example.noted("customer-export", "its content does not match");
  show(example, "the token of the API has ended", allGreen, told.headline);
}, 60_000);
