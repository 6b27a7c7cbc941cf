import { fail, ok, type Result } from "../base/result.ts";
import { parseMonitorName } from "../domain/monitor-name.ts";
import type { RunCommand, RunComplaint, RunRequest } from "./run-request.ts";
import { readRunValues } from "./run-values.ts";
import { scanRunWords, type RunWords } from "./run-words.ts";

/**
 * Understands the words after `luota run`. With an explicit `--` the command is certain, so that
 * whatever else is wrong only warns: the job comes first.
 */
export function parseRunArguments(words: readonly string[]): Result<RunRequest, RunComplaint> {
  const scan = scanRunWords(words);
  if (scan.help) return ok({ kind: "help" });
  const complaint = scan.complaints[0];
  if (complaint !== undefined && !scan.certain) return fail(complaint);

  const warnings = [...scan.complaints];
  const name =
    scan.name === null ? fail({ kind: "no-name" as const }) : parseMonitorName(scan.name);
  if (!name.ok) {
    if (!scan.certain) return name;
    warnings.push(name.failure);
  }
  const command = commandOf(scan);
  if (!command.ok) return command;

  const values = readRunValues(scan.values, warnings);
  if (values.store === "") warnings.push({ kind: "missing-value", option: "--store" });
  const lacksStore = warnings.some(
    (each) => each.kind === "missing-value" && each.option === "--store",
  );
  const firstBad = warnings[0];
  if (firstBad !== undefined && !scan.certain && firstBad.kind !== "payload-not-json")
    return fail(firstBad);
  return ok({
    kind: "run",
    run: {
      // A record must never land in another store than the one that was meant.
      monitor: name.ok && !lacksStore ? name.value : null,
      command: command.value,
      quiet: scan.flags.has("--quiet"),
      overlap: !scan.flags.has("--no-overlap"),
      ...values,
      warnings,
    },
  });
}

function commandOf(scan: RunWords): Result<RunCommand, RunComplaint> {
  const line = scan.values.get("--shell")?.at(-1);
  const first = scan.command[0];
  if (line !== undefined) {
    return first === undefined
      ? ok({ kind: "shell", line })
      : fail({ kind: "shell-and-command", word: first });
  }
  return first === undefined
    ? fail({ kind: "no-command", monitor: scan.name ?? "NAME" })
    : ok({ kind: "argv", words: scan.command });
}
