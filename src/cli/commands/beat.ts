import { exitCode } from "../../base/exit-code.ts";
import type { Signal } from "../../domain/report.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { newId } from "../../recorder/run-id.ts";
import { userName } from "../../recorder/user-name.ts";
import { redact } from "../../text/redact.ts";
import { redactJson } from "../../text/redact-values.ts";
import type { Io } from "../io.ts";
import type { SignalOptions } from "../options.ts";
import { signalToJson } from "../view/signal-json.ts";
import { monitorName, payloadOf, secretsOf, tell } from "./tell.ts";

export function beat(name: string, options: SignalOptions, io: Io): number {
  const monitor = monitorName(name, io);
  if (monitor === null) return exitCode.usage;
  const secrets = secretsOf(io);
  const { summary } = options;
  const signal: Signal = {
    id: newId(),
    at: io.now(),
    monitor,
    run: null,
    host: hostName(),
    user: userName(io.uid),
    body: {
      kind: "beat",
      summary: summary === undefined ? null : redact(summary, secrets),
      payload: redactJson(payloadOf(options.payload, io), secrets),
    },
  };
  return tell({ kind: "signal", signal }, options, io, { text: "", json: signalToJson(signal) });
}
