import { expect, test } from "vitest";
import { Example } from "./example.ts";
import { show } from "./others.ts";

test("a script that was never started is missed, with what was known of it", async () => {
  await using example = await Example.open("cron-script");
  example.env["EXPORT_FOLDER"] = example.place("exports");
  await example.line(
    'cd "$EXPORT_FOLDER" && touch customers-new.csv && touch -d "40 days ago" customers-old.csv',
  );
  await example.watch({ 'cron: "30 3 * * *"': "every: 6s", "grace: 15m": "grace: 3s" });

  // The healthy day, with the very line of the crontab.
  expect(await example.line("luota run thin-exports -- ./thin-exports.sh")).toMatchObject({
    code: 0,
    stdout: "1 old exports deleted, 1 kept\n",
  });

  // The quiet failure: the line has gone from the crontab. Whoever waits for an exit code waits.
  const told = await example.told("thin-exports", "incident.opened");
  expect(told).toMatchObject({ kind: "missed", severity: 3 });
  const story = JSON.stringify(told);
  for (const words of [
    "Customers' exports are gone after 30 days, as the contract says",
    "the host was up, and luota watched",
    "Platform",
    "https://wiki.acme.example/thin-exports",
  ])
    expect(story).toContain(words);
  const nothing = "never started, says nothing";
  show(
    example,
    "its line has gone from the crontab",
    { cron: nothing, chronic: nothing, ping: "no ping: only whoever expects one would notice" },
    told.headline,
  );
}, 60_000);
