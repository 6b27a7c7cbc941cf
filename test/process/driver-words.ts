import type { JobRequest } from "../../src/process/request.ts";

type Asked = Omit<JobRequest, "env" | "launch">;

/** Reads the driver's own words: `x [--key json …] [--report FILE] -- CMD…`, keys as in the request. */
export function readDriverWords(words: readonly string[]): {
  report: string | null;
  request: Asked;
} {
  const end = words.indexOf("--");
  const asked: Record<string, unknown> = {};
  let report: string | null = null;
  for (let index = 1; index < end; index += 2) {
    const value = words[index + 1] ?? "";
    if (words[index] === "--report") report = value;
    else asked[(words[index] ?? "").slice(2)] = JSON.parse(value);
  }
  const command = { kind: "argv" as const, words: words.slice(end + 1) };
  return { report, request: { ...usual, command, ...asked } };
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
