import { chownSync, existsSync, readdirSync } from "node:fs";
import type { Outcome } from "../rig/outcome-of.ts";
import type { Rig } from "../rig/rig.ts";
import { isRoot } from "../rig/root-only.ts";
import { until } from "../rig/until.ts";

const debian = "/usr/lib/postgresql";

/** Where Debian keeps the programs of the newest PostgreSQL; null where there is none. */
export function postgresPrograms(): string | null {
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newest = versions.toSorted((left, right) => Number(right) - Number(left))[0];
  return newest === undefined ? null : `${debian}/${newest}/bin`;
}

/** A PostgreSQL of a test's own that only listens on a socket in its folder. */
export async function startPostgres(rig: Rig, folder: string): Promise<void> {
  const programs = postgresPrograms() ?? "";
  // It refuses to run as root.
  const { uid, gid } = await accountOf(rig);
  if (isRoot) for (const each of [rig.home, folder]) chownSync(each, uid, gid);
  const as = isRoot ? ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"] : ["env"];
  const run = (words: readonly string[]) => [...as, ...words] as [string, ...string[]];
  const [first, ...rest] = run([
    ...[`${programs}/initdb`, "-D", `${folder}/data`, "-U", "postgres", "-A", "trust"],
    ...["--no-sync", "-E", "UTF8", "--locale=C.UTF-8"],
  ]);
  demand(await rig.run(first, rest, { cwd: folder }));
  const [server, ...words] = run([
    ...[`${programs}/postgres`, "-D", `${folder}/data`, "-k", folder],
    ...["-c", "listen_addresses=", "-c", "fsync=off"],
  ]);
  const child = rig.start(server, words, { cwd: folder });
  child.stdout?.resume();
  child.stderr?.resume();
  await until("PostgreSQL answers", async () => {
    const asked = await rig.run("psql", ["-h", folder, "-U", "postgres", "-c", "select 1"]);
    return asked.code === 0;
  });
}

async function accountOf(rig: Rig): Promise<{ readonly uid: number; readonly gid: number }> {
  const { stdout } = await rig.run("id", ["-u", "postgres"]);
  const group = await rig.run("id", ["-g", "postgres"]);
  return { uid: Number(stdout), gid: Number(group.stdout) };
}

function demand({ code, stderr }: Outcome): void {
  if (code !== 0) throw new Error(stderr);
}
