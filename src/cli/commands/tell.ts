import { exitCode } from "../../base/exit-code.ts";
import type { Json } from "../../base/json.ts";
import { parseMonitorName } from "../../domain/monitor-name.ts";
import type { Report } from "../../domain/report.ts";
import { openNotebook } from "../../recorder/notebook.ts";
import { secretsFromEnvironment, type Secrets } from "../../text/secrets.ts";
import { describeKept } from "../complain/recorded-run.ts";
import { describeNameFailure } from "../complain/run.ts";
import type { Io } from "../io.ts";
import { readPayloadFile } from "../payload-file.ts";
import { placeOf, type StoreOption } from "./with-store.ts";

/** Hands a report to the store or the spool. Silent where all is well: these commands stand in crontabs. */
export function tell(
  report: Report,
  options: StoreOption & { readonly json?: boolean },
  io: Io,
  answer: { readonly text: string; readonly json: Json },
): number {
  const notebook = openNotebook({ storePath: placeOf(options, io), ...io });
  const kept = notebook.keep(report);
  const trouble = describeKept(kept);
  if (trouble !== null) io.terminal.err(`luota: ${trouble}`);
  if (kept.kind === "refused") return exitCode.usage;
  if (kept.kind === "unkept") return exitCode.store;
  io.terminal.out(options.json === true ? JSON.stringify(answer.json, null, 2) : answer.text);
  return exitCode.done;
}

export function secretsOf(io: Io): Secrets {
  return secretsFromEnvironment(io.environment);
}

/** The monitor's name, or null after it was complained of. */
export function monitorName(name: string, io: Io): string | null {
  const parsed = parseMonitorName(name);
  if (parsed.ok) return parsed.value;
  io.terminal.err(`luota: ${describeNameFailure(parsed.failure)}`);
  return null;
}

/** `--payload JSON|@FILE`, as \`luota run\` takes it. */
export function payloadOf(text: string | undefined, io: Io): Json {
  const say = (line: string) => {
    io.terminal.err(`luota: ${line}`);
  };
  if (text === undefined) return null;
  if (text.startsWith("@")) return readPayloadFile(text.slice(1), say);
  try {
    return JSON.parse(text) as Json;
  } catch {
    say("--payload is not JSON, so it is recorded as text (JSON, or @FILE with JSON in it)");
    return text;
  }
}
