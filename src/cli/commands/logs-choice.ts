import type { LogsOptions } from "../options.ts";
import type { StreamChoice } from "../view/logs.ts";

/** `--stdout` and `--stderr` together are as good as neither. */
export function choiceOf({ stdout, stderr }: LogsOptions): StreamChoice {
  if (stdout === stderr) return "both";
  return stdout === true ? "stdout" : "stderr";
}
