import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import { finishDrill, type FinishFailure } from "../../daemon/drill.ts";
import type { DrillRecord } from "../../store/pages.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { Done, Scene } from "./scene.ts";

/** Ends a drill by its id. */
export async function endDrillNow(
  id: string,
  { watch, rules, actor, io }: Scene,
): Promise<Result<DrillRecord, FinishFailure>> {
  return await finishDrill(watch, rules, id, { by: actor, now: io.now() });
}

/** `luota drill NAME --end`: ends the drill that was kept, or whose command died. */
export async function endGoingOn(name: string, scene: Scene): Done {
  const { watch, io } = scene;
  const drills = await watch.drills({ monitor: name, limit: 1 });
  if (!drills.ok) return drills;
  const [record] = drills.value;
  if (record === undefined || record.drill.state === "over") {
    io.terminal.err(`luota: no drill on ${name} goes on`);
    return ok(exitCode.done);
  }
  const ended = await endDrillNow(record.drill.id, scene);
  if (!ended.ok) return notEnded(ended.failure, scene);
  io.terminal.out(`the drill on ${name} is over`);
  return ok(exitCode.done);
}

/** What became of a drill that did not end. */
export function notEnded(failure: FinishFailure, { io }: Scene): Result<number, StoreFailure> {
  if (failure.kind === "over-already") return ok(exitCode.done);
  const isOfTheDrill =
    failure.kind === "no-such-drill" ||
    failure.kind === "no-such-incident" ||
    failure.kind === "always-overtaken";
  if (!isOfTheDrill) return { ok: false, failure };
  io.terminal.err("luota: the drill did not end; try luota drill NAME --end");
  return ok(exitCode.store);
}
