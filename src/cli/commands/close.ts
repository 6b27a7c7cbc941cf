import { existsSync } from "node:fs";
import { exitCode } from "../../base/exit-code.ts";
import type { RunClose } from "../../domain/report.ts";
import { redact } from "../../text/redact.ts";
import type { Io } from "../io.ts";
import type { SignalOptions } from "../options.ts";
import { secretsOf, tell } from "./tell.ts";
import { placeOf } from "./with-store.ts";
import { wholeId } from "./whole-id.ts";

/** `luota success RUN` and `luota failure RUN`. */
export function close(
  word: "success" | "failure",
  run: string,
  options: SignalOptions,
  io: Io,
): number {
  const secrets = secretsOf(io);
  const textOf = (text: string | undefined) => (text === undefined ? null : redact(text, secrets));
  const path = placeOf(options, io);
  const id = existsSync(path) ? wholeId(run, path, io) : run;
  if (id === null) return exitCode.usage;
  const closed: RunClose = {
    id,
    endedAt: io.now(),
    ending: { kind: "reported", success: word === "success" },
    summary: textOf(options.summary),
    error: textOf(options.error),
  };
  const json = { id, success: word === "success", summary: closed.summary, error: closed.error };
  return tell({ kind: "run-closed", close: closed }, options, io, { text: "", json });
}
