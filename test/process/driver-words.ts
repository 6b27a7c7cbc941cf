import type { JobRequest } from "../../src/process/request.ts";

type Asked = Omit<JobRequest, "env" | "launch">;

/** Reads the driver's own words: `--set key=json … --report FILE -- CMD…`. */
export function readDriverWords(words: readonly string[]): {
  report: string | null;
  request: Asked;
} {
  const end = words.indexOf("--");
  const command = words.slice(end + 1);
  const asked: Record<string, unknown> = {};
  let report: string | null = null;
  for (let index = 0; index < end; index += 2) {
    const value = words[index + 1] ?? "";
    if (words[index] === "--report") report = value;
    else asked[(words[index] ?? "").slice(2)] = JSON.parse(value);
  }
  return { report, request: { ...usual, command: { kind: "argv", words: command }, ...asked } };
}

const usual: Omit<Asked, "command"> = {
  cwd: null,
  timeoutMs: null,
  killAfterMs: 2_000,
  drainMs: 1_000,
  capture: "both",
  sink: "pass-through",
  keep: { headBytes: 8_192, tailBytes: 65_536, marginBytes: 1_024 },
};
