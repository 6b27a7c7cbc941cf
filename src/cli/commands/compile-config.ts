import { exitCode } from "../../base/exit-code.ts";
import { loadFiles, type FilesToLoad } from "../../daemon/load-files.ts";
import type { Io } from "../io.ts";

/** For the daemon alone, which lets another process read its config: see load-apart.ts. */
export function compileConfigFiles(request: string, io: Io): number {
  io.terminal.out(JSON.stringify(loadFiles(JSON.parse(request) as FilesToLoad)));
  return exitCode.done;
}
