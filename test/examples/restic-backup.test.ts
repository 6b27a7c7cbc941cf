import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

test("a backup is proven by what was restored, not by its exit code", async () => {
  await using example = await Example.open("restic-backup");
  const source = example.place("data");
  const [repository, key] = [example.rig.path("restic"), example.rig.path("restic.key")];
  writeFileSync(key, "a long sentence that nobody guesses\n", { mode: 0o600 });
  const fill = () => {
    mkdirSync(source, { recursive: true });
    writeFileSync(join(source, "customers.csv"), "id,name\n1,Aino\n2,Bo\n");
  };
  fill();
  Object.assign(example.env, {
    BACKUP_SOURCE: source,
    RESTIC_REPOSITORY: repository,
    RESTIC_PASSWORD_FILE: key,
    RESTIC_CACHE_DIR: example.place("cache"),
  });
  await example.line("restic init && ./backup.sh");
  await example.watch({
    "BACKUP_SOURCE: /srv/data": `BACKUP_SOURCE: ${source}`,
    "/srv/restic": repository,
    "/etc/luota/restic.key": key,
    "/opt/backup/restore-check.sh": join(example.folder, "restore-check.sh"),
    "within: 1h": "within: 6s",
  });
  const nightly = "luota run nightly-backup -- ./backup.sh";
  const outcomeOf = async () => (await example.rig.lastRun("nightly-backup")).outcome;

  // The healthy month: a drill that restores everything, and nights that restore one file.
  expect(await example.line("luota run restore-drill -- ./restore-drill.sh")).toMatchObject({
    code: 0,
    stdout: "1 files restored\n",
  });
  expect(await example.line(nightly)).toMatchObject({ code: 0 });
  await example.reached("the night is proven", async () => (await outcomeOf()) === "succeeded");
  const { evidence } = await example.rig.lastRun("nightly-backup");
  const value = expect.objectContaining({ snapshot: expect.any(String) as string }) as object;
  expect(evidence).toContainEqual(expect.objectContaining({ step: "uploaded", value }));
  expect(evidence).toContainEqual(expect.objectContaining({ step: "readable", kind: "verified" }));

  // The quiet failure: the disk with the data was not mounted, and an empty folder was backed up.
  rmSync(join(source, "customers.csv"));
  const others = await seenByOthers(example, "./backup.sh");
  expect(others).toEqual(allGreen);
  expect(await example.line(nightly)).toMatchObject({ code: 0 });
  const told = await example.told("nightly-backup", "incident.opened");
  expect(told).toMatchObject({ kind: "unproven", missing: ["readable"] });
  const story = JSON.stringify(told);
  for (const words of [
    "Last night's customer data can be decrypted and restored",
    "uploaded claimed",
  ])
    expect(story).toContain(words);
  await example.noted("nightly-backup", "customers.csv is not in the newest snapshot");
  show(example, "the folder was empty, its disk not mounted", others, told.headline);
}, 60_000);
