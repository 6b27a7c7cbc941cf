import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const luota = join(root, "bin", "luota");
export const node = process.execPath;

export interface Timing {
  readonly wallMs: number;
}

/** Starts a command with its output thrown away (or fed to `into`) and waits for it. */
export async function time(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Timing> {
  const [program = "", ...rest] = words;
  const begin = process.hrtime.bigint();
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, rest, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, ...env },
    });
    child.once("error", reject);
    child.once("exit", () => {
      resolve();
    });
  });
  return { wallMs: Number(process.hrtime.bigint() - begin) / 1e6 };
}

/** The least and the median of several rounds in which all commands take turns. */
export async function compare(
  commands: Readonly<Record<string, readonly string[]>>,
  rounds: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Map<string, { least: number; median: number }>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, words] of Object.entries(commands)) {
      const { wallMs } = await time(words, env);
      times.set(name, [...(times.get(name) ?? []), wallMs]);
    }
  }
  return new Map(
    [...times].map(([name, all]) => {
      const sorted = all.toSorted((left, right) => left - right);
      return [name, { least: sorted[0] ?? 0, median: sorted[sorted.length >> 1] ?? 0 }];
    }),
  );
}

/** A folder for one benchmark's store, and a way to take it away again. */
export function scratch(): {
  folder: string;
  env: Record<string, string>;
  [Symbol.dispose]: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "luota-bench-"));
  return {
    folder,
    env: { LUOTA_STORE: join(folder, "luota.db") },
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function ratio(value: number, yardstick: number): string {
  return `${(value / yardstick).toFixed(2)}x`;
}
