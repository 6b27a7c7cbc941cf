import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program of `fixtures` under this Node, after `before` ran in its shell (`umask 077`), as `uid`. */
export function startFixture(
  name: string,
  words: readonly string[],
  { before = ":", uid = process.getuid?.() ?? 0 }: { before?: string; uid?: number } = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const file = fileURLToPath(new URL(`fixtures/${name}.ts`, import.meta.url));
  const line = `${before}; exec "$@"`;
  const child = spawn("/bin/sh", ["-c", line, "sh", process.execPath, file, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === process.getuid?.() ? {} : { uid, gid: uid }),
  });
  const text = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text.stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, ...text });
    });
  });
  return { child, ended };
}
