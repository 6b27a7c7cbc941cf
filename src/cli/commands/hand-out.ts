import { resolve } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import { placeFile } from "../../record/bundle-place.ts";
import { noteExport } from "../../store/exports.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { describeExportFailure } from "../complain/export.ts";
import type { ExportOptions } from "../options.ts";
import type { Scene } from "./scene.ts";

/** Gives a text to the file that was named, or to stdout, and keeps that it was given. */
export function handOut(
  text: string,
  made: Parameters<typeof noteExport>[1],
  options: ExportOptions,
  scene: Scene,
): Result<number, StoreFailure> {
  const { io, store, actor } = scene;
  const note = () => noteExport(store, made, { by: actor, now: io.now() });
  if (options.output === undefined) {
    const noted = note();
    if (!noted.ok) return noted;
    io.terminal.out(text);
    return ok(exitCode.done);
  }
  const path = resolve(io.cwd, options.output);
  const placed = placeFile(path, new TextEncoder().encode(text), options.force === true);
  if (!placed.ok) {
    io.terminal.err(`luota: ${describeExportFailure(placed.failure)}`);
    return ok(exitCode.broken);
  }
  const noted = note();
  if (!noted.ok) return noted;
  io.terminal.err(`luota: written to ${path} (audit event ${noted.value.seq})`);
  return ok(exitCode.done);
}
