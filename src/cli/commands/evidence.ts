import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import type { JsonObject } from "../../base/json.ts";
import { evidenceLimits, isStepName, type EvidenceBody } from "../../domain/evidence.ts";
import { parseValues } from "../../domain/evidence-value.ts";
import { summarySources, type SummarySource } from "../../domain/evidence-summary.ts";
import { parseMonitorName } from "../../domain/monitor-name.ts";
import type { Signal } from "../../domain/report.ts";
import { lookAtFile } from "../../recorder/evidence-file.ts";
import { fitEvidence } from "../../recorder/fit-evidence.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { newId } from "../../recorder/run-id.ts";
import { userName } from "../../recorder/user-name.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { quote } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import type { EvidenceOptions } from "../options.ts";
import { readSummary } from "../read-summary.ts";
import { signalToJson } from "../view/signal-json.ts";
import { secretsOf, tell } from "./tell.ts";
import { wholeId } from "./whole-id.ts";
import { placeOf } from "./with-store.ts";

/** `luota evidence STEP [key=value…]`: what a job claims to have done. */
export async function evidence(
  step: string,
  words: readonly string[],
  options: EvidenceOptions,
  io: Io,
): Promise<number> {
  const refuse = (line: string) => {
    io.terminal.err(`luota: ${line}`);
    return exitCode.usage;
  };
  if (!isStepName(step)) return refuse(`${quote(step)} is no name of a step: ${ofSteps}`);
  const read = parseValues(words);
  if ("bad" in read) return refuse(`${quote(read.bad)} is not key=value`);
  const source = summarySources.find((each) => each === options.from);
  if (options.from !== undefined && source === undefined)
    return refuse(`--from ${quote(options.from)}: ${summarySources.join(" or ")}`);
  if (Object.keys(read.values).length > evidenceLimits.values)
    return refuse(`more than ${evidenceLimits.values} values: keep the rest in a file`);
  const run = runOf(options, io);
  if (run === null) return exitCode.usage;
  const body = await bodyOf({ step, values: read.values, source: source ?? null }, options, io);
  for (const line of body.state === "unknown" ? [body.note ?? ""] : [])
    io.terminal.err(`luota: ${step} is not proven: ${neutraliseLine(line)}`);
  const { monitor, id } = run;
  const of = { id: newId(), at: io.now(), monitor, run: id, host: hostName() };
  const fitted = fitEvidence(body, secretsOf(io));
  const signal: Signal = { ...of, user: userName(io.uid), body: fitted };
  const answer = { text: "", json: signalToJson(signal) };
  const kept = tell({ kind: "signal", signal }, options, io, answer);
  return kept === exitCode.done && body.state === "unknown" ? exitCode.badData : kept;
}

const ofSteps = "letters, digits, `.`, `_` and `-`, at most 64, a letter first";

interface Claim {
  readonly step: string;
  readonly values: JsonObject;
  readonly source: SummarySource | null;
}

async function bodyOf(claim: Claim, options: EvidenceOptions, io: Io): Promise<EvidenceBody> {
  const { step, source } = claim;
  const problems: string[] = [];
  const summary = source === null ? null : await readSummary(source, process.stdin);
  if (source !== null && summary === null)
    problems.push(`there is no summary of ${source} on stdin`);
  if (summary?.kind === "no-proof") problems.push(summary.reason);
  const looked = await Promise.all(
    (options.file ?? []).map((path) =>
      lookAtFile(resolve(io.cwd, path), { digest: options.hash !== false }),
    ),
  );
  for (const each of looked)
    if (!each.ok) problems.push(`${each.failure.path}: ${each.failure.reason}`);
  const hasFailed = options.failed !== undefined;
  const said = hasFailed ? [options.failed ?? ""] : [];
  return {
    ...{ kind: "evidence", step, source: "claimed" },
    state: hasFailed ? "bad" : problems.length > 0 ? "unknown" : "good",
    values: { ...summary?.values, ...claim.values },
    files: looked.flatMap((each) => (each.ok ? [each.value] : [])),
    receipt: options.receipt ?? null,
    note: [...said, ...problems].join("; ") || null,
  };
}

/** The run that was named, or the one that this is a part of. */
function runOf(
  options: EvidenceOptions,
  io: Io,
): { readonly id: string; readonly monitor: string | null } | null {
  const { environment } = io;
  const named = options.run ?? environment["LUOTA_RUN_ID"];
  if (named === undefined || named === "") {
    io.terminal.err(
      "luota: no run to prove this of: name one with --run, or call it inside a wrapped job",
    );
    return null;
  }
  if (options.run !== undefined) {
    const path = placeOf(options, io);
    const id = existsSync(path) ? wholeId(named, path, io) : named;
    return id === null ? null : { id, monitor: null };
  }
  const monitor = parseMonitorName(environment["LUOTA_MONITOR"] ?? "");
  return { id: named, monitor: monitor.ok ? monitor.value : null };
}
