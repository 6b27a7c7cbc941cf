import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = findHome();

/** PostgreSQL as Debian has it (postgresql), with its own tools; as root through its own user. */
export const hasPostgres = home !== null && spawnSync("psql", ["--version"]).status === 0;

export interface Postgres extends Disposable {
  /** The directory of its socket. */
  readonly socket: string;
  /** Runs SQL as the superuser. */
  readonly run: (sql: string) => void;
  readonly logged: () => string;
}

/** A server of its own on a socket alone, with a password asked of everybody. */
export function startPostgres(password: string): Postgres {
  const folder = mkdtempSync(join(tmpdir(), "luota-pg-"));
  const as = asServer(folder);
  const data = join(folder, "data");
  const run = (program: string, ...words: readonly string[]) =>
    execFileSync(
      as[0] ?? join(home ?? "", program),
      [...as.slice(1), ...(as.length > 0 ? [join(home ?? "", program)] : []), ...words],
      {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"] ?? "", PGPASSWORD: password, LC_ALL: "C" },
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
  const shell = as.length > 0 ? [...as, "sh"] : ["sh"];
  const write = `umask 077; printf %s "$1" > "$2"`;
  execFileSync(shell[0] ?? "sh", [
    ...shell.slice(1),
    "-c",
    write,
    "x",
    password,
    join(folder, "pw"),
  ]);
  run(
    "initdb",
    "-D",
    data,
    "-U",
    "luota",
    "-A",
    "scram-sha-256",
    `--pwfile=${join(folder, "pw")}`,
    "-N",
  );
  const settings = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off`;
  run("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start");
  return {
    socket: folder,
    run: (sql) => {
      run(
        "psql",
        "-X",
        "-q",
        "-h",
        folder,
        "-U",
        "luota",
        "-d",
        "postgres",
        "-v",
        "ON_ERROR_STOP=1",
        "-c",
        sql,
      );
    },
    logged: () => execFileSync("cat", [join(folder, "log")], { encoding: "utf8" }),
    [Symbol.dispose]: () => {
      run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Words that run a program as whoever may run a server: not as root. */
function asServer(folder: string): readonly string[] {
  chmodSync(folder, 0o755);
  if (process.getuid?.() !== 0) return [];
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" })),
  );
  chownSync(folder, uid ?? 0, gid ?? 0);
  return ["setpriv", `--reuid=${uid ?? 0}`, `--regid=${gid ?? 0}`, "--clear-groups", "--"];
}

function findHome(): string | null {
  const root = "/usr/lib/postgresql";
  try {
    const newest = readdirSync(root).sort((one, other) => Number(other) - Number(one))[0];
    return newest === undefined ? null : join(root, newest, "bin");
  } catch {
    return null;
  }
}
