import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const player = fileURLToPath(new URL("terminal.py", import.meta.url));

export type Step = readonly [string, ...string[]];
export interface Shown {
  readonly shown: string;
  readonly code: number;
  readonly trouble: string | null;
}

/** Runs a line of bash on a new terminal and plays the steps against it; terminal.py says what they are. */
export function play(
  steps: readonly Step[],
  line: string,
  shell = ["bash", "--norc", "-c"],
): Promise<Shown> {
  const words = [player, JSON.stringify(steps), ...shell, line];
  return new Promise((resolve, reject) => {
    execFile("python3", words, (error, stdout) => {
      if (error) reject(new Error(error.message));
      else resolve(JSON.parse(stdout) as Shown);
    });
  });
}
