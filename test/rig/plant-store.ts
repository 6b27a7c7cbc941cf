import type { Rig } from "./rig.ts";

/** A store with one run in it, all of it in its one file. */
export async function plantStore(rig: Rig): Promise<void> {
  await rig.luota(["run", "earlier", "--", "true"]);
  await sql(rig, "pragma wal_checkpoint(truncate)");
}

/** What sqlite3 says to a statement. */
export async function sql(rig: Rig, text: string): Promise<string> {
  const outcome = await rig.run("sqlite3", [rig.store, text]);
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return outcome.stdout.trim();
}
