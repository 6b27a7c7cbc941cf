import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { systemClock } from "../../daemon/clock.ts";
import { pruneAll } from "../../daemon/prune-all.ts";
import { usualRetention } from "../../domain/retention.ts";
import { previewPruning } from "../../store/prune-preview.ts";
import { nothingPruned } from "../../store/prune-progress.ts";
import { compact, readSpace, type StoreSpace } from "../../store/store-space.ts";
import { attempt } from "../../store/store.ts";
import type { Io } from "../io.ts";
import { jsonText } from "../view/json.ts";
import { prunedToJson, renderPruned, type PrunedTold } from "../view/pruned.ts";
import type { Done, Scene } from "./scene.ts";
import { withWatch } from "./with-watch.ts";

export interface PruneOptions {
  readonly store?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly compact?: boolean;
}

/** `luota prune`: one whole sweep, now. */
export async function prune(options: PruneOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => sweep(options, scene),
    () => {
      const empty: StoreSpace = { file: 0, used: 0, free: 0, canGiveBack: true };
      tell({ counts: nothingPruned, before: empty, after: empty, over: false }, options, io);
      return exitCode.done;
    },
  );
}

/** More rows at once than a step that others wait for: reading keeps nobody from writing. */
const previewed = 1_000;

async function sweep(options: PruneOptions, scene: Scene): Done {
  const { store, watch, rules, actor, io } = scene;
  const retention = rules.config?.retention ?? usualRetention;
  const health = await watch.health(io.now());
  if (!health.ok) return health;
  const watchedAt = health.value.lastWatchedAt;
  const judged = watchedAt !== null && io.now() - watchedAt < retention.evidenceMs;
  if (options.dryRun === true) {
    const context = { rules: retention, now: io.now(), by: actor, limit: previewed, judged };
    const counts = previewPruning(store, context);
    if (!counts.ok) return counts;
    const space = readSpace(store);
    const over = space.used > retention.maxSize;
    tell({ counts: counts.value, before: space, after: space, over }, options, io);
    return ok(exitCode.done);
  }
  const world = { clock: systemClock, actor, rules: retention, judged };
  const pruned = await pruneAll(store, world);
  if (!pruned.ok) return pruned;
  if (options.compact !== true) {
    tell(pruned.value, options, io);
    return ok(exitCode.done);
  }
  const written = attempt(store, () => {
    compact(store);
    return readSpace(store);
  });
  if (!written.ok) return written;
  tell({ ...pruned.value, after: written.value }, options, io);
  return ok(exitCode.done);
}

function tell(pruned: PrunedTold, options: PruneOptions, io: Io): void {
  const dry = options.dryRun === true;
  io.terminal.out(
    options.json === true ? jsonText(prunedToJson(pruned, dry)) : renderPruned(pruned, dry),
  );
}
