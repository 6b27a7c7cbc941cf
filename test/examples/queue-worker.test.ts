import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

test("a file is imported when its rows are there, not when it was taken", async () => {
  await using example = await Example.open("queue-worker");
  const inbox = example.place("inbox");
  Object.assign(example.env, { INBOX: inbox, IMPORT_DB: example.rig.path("import.db") });
  await example.watch();

  writeFileSync(join(inbox, "acme-1.csv"), "mail,name\na@acme.example,Aino\nb@acme.example,Bo\n");
  expect(await example.line("node import.mjs")).toMatchObject({ code: 0 });
  expect(await example.rig.runs("contact-import")).toMatchObject([
    {
      outcome: "succeeded",
      externalId: "acme-1.csv",
      evidence: [{ step: "counted", value: { inFile: 2, inTable: 2 } }],
    },
  ]);

  // The quiet failure: another customer's file holds the same addresses, which are dropped.
  const file = example.rig.path("beta-1.csv");
  writeFileSync(file, "mail,name\na@acme.example,Aino\nb@acme.example,Bo\nc@beta.example,Cia\n");
  let taken = 0;
  const others = await seenByOthers(example, "node import.mjs", {
    before: () => {
      taken += 1;
      copyFileSync(file, join(inbox, `beta-${String(taken)}.csv`));
    },
  });
  expect(others).toEqual(allGreen);
  const told = await example.told("contact-import", "incident.opened");
  expect(told).toMatchObject({ kind: "unproven", missing: ["counted"] });
  const story = JSON.stringify(told);
  for (const words of [
    "Every row of a customer's file can be found in the address book",
    "2 of 3 rows are not there",
    "event beta-1.csv",
  ])
    expect(story).toContain(words);
  show(example, "rows that are there already are dropped", others, told.headline);
}, 60_000);
