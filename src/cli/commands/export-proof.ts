import { exitCode } from "../../base/exit-code.ts";
import type { Io } from "../io.ts";
import type { ExportOptions } from "../options.ts";
import type { ExportFormat } from "./export.ts";

export async function exportProof(
  _word: string | undefined,
  _format: ExportFormat,
  _options: ExportOptions,
  io: Io,
): Promise<number> {
  io.terminal.err("luota: the proof of a period is not there yet");
  return await Promise.resolve(exitCode.usage);
}
