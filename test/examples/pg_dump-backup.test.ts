import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";
import { postgresPrograms, startPostgres } from "./postgres-cluster.ts";

test.skipIf(postgresPrograms() === null)(
  "a dump is proven by a database that was restored from it",
  async () => {
    await using example = await Example.open("pg_dump-backup");
    const [cluster, dumps] = [example.place("postgres"), example.place("dumps")];
    const key = example.rig.path("dumps.key");
    writeFileSync(key, "a long sentence that nobody guesses\n", { mode: 0o600 });
    await startPostgres(example.rig, cluster);
    const ask = async (database: string, query: string) => {
      const words = ["-q", "-h", cluster, "-U", "postgres", "-d", database, "-c", query];
      const asked = await example.rig.run("psql", words);
      if (asked.code !== 0) throw new Error(asked.stderr);
    };
    await ask("postgres", "create role backup login createdb");
    await ask("postgres", "create database shop");
    await ask("shop", "create table customer as select id from generate_series(1, 3) as id");
    await ask("shop", "grant select on all tables in schema public to backup");

    const settings = {
      PGHOST: cluster,
      PGUSER: "backup",
      PGDATABASE: "shop",
      BACKUP_FOLDER: dumps,
      BACKUP_KEY: key,
    };
    Object.assign(example.env, settings);
    await example.watch({
      "/run/postgresql": cluster,
      "/srv/dumps": dumps,
      "/etc/luota/dumps.key": key,
      "/opt/backup/restore-check.sh": join(example.folder, "restore-check.sh"),
      "within: 2h": "within: 8s",
    });
    const line = "luota run database-backup -- ./backup.sh";
    const lastRun = async () => await example.rig.lastRun("database-backup");

    expect(await example.line(line)).toMatchObject({ code: 0 });
    await example.reached("a restore has proven it", async () => {
      const { outcome } = await lastRun();
      return outcome === "succeeded";
    });

    // The quiet failure: a new table that the backup's role may not read, in front of a pipe.
    await ask("shop", "create table invoice as select 1 as id");
    const others = await seenByOthers(example, "./backup.sh");
    expect(others).toEqual(allGreen);
    expect(await example.line(line)).toMatchObject({ code: 0 });
    const told = await example.told("database-backup", "incident.opened");
    expect(told).toMatchObject({ kind: "unproven", missing: ["restored"] });
    const story = JSON.stringify(told);
    for (const words of ["Last night's database can be decrypted and restored", "dumped claimed"])
      expect(story).toContain(words);
    await example.noted("database-backup", "pg_restore");
    show(example, "the dump broke off in front of a pipe", others, told.headline);
  },
  90_000,
);
