import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { JobEnd } from "../../src/process/request.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** An installation of its own in a throwaway folder: the real launcher, and a run path without a recorder. */
export interface Wrapper {
  readonly folder: string;
  /** The launcher of this installation. */
  readonly luota: string;
  readonly remove: () => void;
}

/** `shell`: what the launcher's first line names. */
export function installWrapper(shell = "/bin/sh"): Wrapper {
  const folder = mkdtempSync(`${tmpdir()}/luota-test-`);
  mkdirSync(`${folder}/bin`);
  mkdirSync(`${folder}/dist`);
  mkdirSync(`${folder}/node_modules`);
  symlinkSync(`${project}node_modules/node`, `${folder}/node_modules/node`);
  buildSync({
    entryPoints: [`${project}test/process/driver.ts`],
    outfile: `${folder}/dist/run-compiled.cjs`,
    bundle: true,
    platform: "node",
    format: "cjs",
  });
  const launcher = readFileSync(`${project}bin/luota`, "utf8");
  writeFileSync(`${folder}/bin/luota`, launcher.replace(/^#!.*/u, `#!${shell}`));
  chmodSync(`${folder}/bin/luota`, 0o755);
  return {
    folder,
    luota: `${folder}/bin/luota`,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Seen {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly code: number | null;
  readonly signal: string | null;
}

interface LineOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly input?: string | Buffer;
  /** Stdout and stderr are sockets, as under systemd. */
  readonly sockets?: boolean;
}

/** Node's own pipes are sockets: a job under test shall see pipes such as a shell or cron makes. */
const realPipes = "exec > >(exec cat) 2> >(exec cat >&2); ";

/** Runs a line of bash, in a session of its own, with stdin from `input`. */
export function runLine(line: string, options: LineOptions = {}): Promise<Seen> {
  const child = spawn("/bin/bash", ["-c", (options.sockets === true ? "" : realPipes) + line], {
    cwd: options.cwd ?? tmpdir(),
    env: { PATH: process.env["PATH"], HOME: tmpdir(), ...options.env },
    stdio: "pipe",
    detached: true,
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      resolve({ stdout: Buffer.concat(out), stderr: Buffer.concat(err), code, signal });
    });
  });
}

/** Runs the same line plain and wrapped: `$W` stands before the command, and is empty the first time. */
export async function runBoth(
  wrapper: Wrapper,
  line: string,
  options: LineOptions = {},
): Promise<{ plain: Seen; wrapped: Seen }> {
  const withWrapper = (words: string): Promise<Seen> =>
    runLine(line.replaceAll("$W", words), options);
  const plain = await withWrapper("");
  return { plain, wrapped: await withWrapper(`${wrapper.luota} run x --`) };
}

type Reported = Omit<JobEnd, "output"> & {
  readonly output: Record<"stdout" | "stderr", ReportedStream> & { readonly merged: boolean };
};

interface ReportedStream {
  readonly kind: string;
  readonly bytes: number | null;
  readonly reason?: string;
  readonly head: string;
  readonly tail: string;
}

/** Runs a line in which `$W` is the wrapper with these options, and reads how the supervisor saw its job end. */
export async function runReported(
  wrapper: Wrapper,
  line: string,
  options: Record<string, unknown> = {},
): Promise<{ seen: Seen; end: Reported }> {
  const report = `${wrapper.folder}/report-${Math.random().toString(36).slice(2)}`;
  const words = Object.entries(options).map(
    ([key, value]) => `--${key} '${JSON.stringify(value)}'`,
  );
  const command = `${wrapper.luota} run x --report ${report} ${words.join(" ")} --`;
  const seen = await runLine(line.replaceAll("$W", command));
  return { seen, end: readReport(report) };
}

export function readReport(path: string): Reported {
  return JSON.parse(readFileSync(path, "utf8"), (_key, value: unknown) =>
    isBuffer(value) ? Buffer.from(value.data).toString() : value,
  ) as Reported;
}

function isBuffer(value: unknown): value is { data: number[] } {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
}
