import { existsSync } from "node:fs";
import { exitCode } from "../../base/exit-code.ts";
import { parseMonitorName } from "../../domain/monitor-name.ts";
import type { Signal } from "../../domain/report.ts";
import { runLimits } from "../../domain/run-limits.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { newId } from "../../recorder/run-id.ts";
import { userName } from "../../recorder/user-name.ts";
import { cutText } from "../../text/cut-text.ts";
import { redact } from "../../text/redact.ts";
import type { Io } from "../io.ts";
import type { SignalOptions } from "../options.ts";
import { signalToJson } from "../view/signal-json.ts";
import { secretsOf, tell } from "./tell.ts";
import { wholeId } from "./whole-id.ts";
import { placeOf } from "./with-store.ts";

export function log(text: string, options: SignalOptions, io: Io): number {
  const named = options.run ?? io.environment["LUOTA_RUN_ID"];
  if (named === undefined || named === "") {
    io.terminal.err(
      "luota: no run to add this to: name one with --run, or call it inside a wrapped job",
    );
    return exitCode.usage;
  }
  const path = placeOf(options, io);
  const run = options.run !== undefined && existsSync(path) ? wholeId(named, path, io) : named;
  if (run === null) return exitCode.usage;
  const monitor = parseMonitorName(io.environment["LUOTA_MONITOR"] ?? "");
  const signal: Signal = {
    id: newId(),
    at: io.now(),
    monitor: options.run === undefined && monitor.ok ? monitor.value : null,
    run,
    host: hostName(),
    user: userName(io.uid),
    body: { kind: "log", text: cutText(redact(text, secretsOf(io)), runLimits.note) },
  };
  return tell({ kind: "signal", signal }, options, io, { text: "", json: signalToJson(signal) });
}
