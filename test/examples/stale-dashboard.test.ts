import { expect, test } from "vitest";
import { until } from "../rig/until.ts";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

test("a dashboard is fresh when what it shows is, not when its job ran", async () => {
  await using example = await Example.open("stale-dashboard");
  const database = example.rig.path("shop.db");
  example.env["SHOP_DB"] = database;
  const bring = async (ago: string) => {
    const at = `strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '${ago}')`;
    const table = "create table if not exists orders (total, at)";
    await example.line(
      `sqlite3 "$SHOP_DB" "${table}; delete from orders; insert into orders values (20, ${at})"`,
    );
  };
  await bring("-5 minutes");
  await example.line("./rollup.sh");
  const port = await example.serve("dashboard.mjs");
  await example.watch({
    "127.0.0.1:8081": `127.0.0.1:${String(port)}`,
    "/srv/shop/shop.db": database,
    "lookEvery: 1m": "lookEvery: 1s",
  });
  const verdicts = async () => {
    const monitors = (await example.json("status")) as { name: string; verdict: string }[];
    return monitors.map(({ verdict }) => verdict).join();
  };
  await until("both are healthy", async () => (await verdicts()) === "healthy,healthy");

  // The quiet failure: the import upstream has stopped, and everything goes on summing up.
  await bring("-3 hours");
  expect(await seenByOthers(example, "./rollup.sh")).toEqual(allGreen);
  const told = await example.told("revenue-dashboard", "incident.opened");
  expect(told).toMatchObject({ kind: "stale", severity: 2 });
  const story = JSON.stringify(told);
  for (const words of [
    "The revenue dashboard shows orders of the last two hours",
    "$.newestOrder is 3h old, at most 2h is allowed",
  ])
    expect(story).toContain(words);
  await until("the table is stale as well", async () => (await verdicts()) === "stale,stale");
  show(example, "the import upstream has stopped", allGreen, told.headline);

  // Orders come again.
  await bring("-1 minutes");
  await example.line("./rollup.sh");
  await example.told("revenue-dashboard", "incident.resolved");
}, 60_000);
