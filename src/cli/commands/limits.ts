import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { usualRetention } from "../../domain/retention.ts";
import { readLimits } from "../../store/retention-read.ts";
import type { Io } from "../io.ts";
import type { StatusOptions } from "../options.ts";
import { nothingRecordedIn } from "../view/empty.ts";
import { jsonText } from "../view/json.ts";
import { limitsToJson, renderLimits } from "../view/limits.ts";
import { lookOf } from "../view/look.ts";
import type { Done, Scene } from "./scene.ts";
import { placeOf } from "./with-store.ts";
import { withWatch } from "./with-watch.ts";

/** `luota status --limits`: what is kept, since when, how large it is, and what was taken away. */
export async function limits(options: StatusOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => Promise.resolve(tell(options, scene)),
    () => {
      io.terminal.out(options.json === true ? "null\n" : nothingRecordedIn(placeOf(options, io)));
      return exitCode.done;
    },
  );
}

function tell(options: StatusOptions, { store, rules, io }: Scene): Awaited<Done> {
  const read = readLimits(store);
  if (!read.ok) return read;
  const retention = rules.config?.retention ?? usualRetention;
  io.terminal.out(
    options.json === true
      ? jsonText(limitsToJson(read.value, retention))
      : renderLimits(read.value, retention, lookOf(io.terminal), io.now()),
  );
  return ok(exitCode.done);
}
