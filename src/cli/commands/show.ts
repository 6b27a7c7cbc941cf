import { exitCode } from "../../base/exit-code.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { ok, type Result } from "../../base/result.ts";
import { differences } from "../../domain/differences.ts";
import type { Difference } from "../../domain/difference.ts";
import { isBadOutcome, outcomeOf } from "../../domain/outcome.ts";
import type { Run } from "../../domain/run.ts";
import { unknownWorld } from "../../domain/world.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readGoodRunBefore } from "../../store/run-good-before.ts";
import type { Store } from "../../store/store.ts";
import type { Io } from "../io.ts";
import type { ShowOptions } from "../options.ts";
import { jsonText, monitorToJson } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderMonitor } from "../view/monitor.ts";
import { runToJson } from "../view/run-json.ts";
import { differenceToJson } from "../view/difference-lines.ts";
import { renderRun } from "../view/run.ts";
import { standingToJson, type Standing } from "../view/standing.ts";
import { findSubject, type Subject } from "./find-subject.ts";
import type { Done, Scene } from "./scene.ts";
import { readStandings } from "./standings.ts";
import { readOr } from "./with-store.ts";
import { withWatch } from "./with-watch.ts";

/** `luota show NAME|RUN`. */
export async function show(word: string, options: ShowOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => tell(word, options, scene),
    () => findSubject(null, word, io, () => exitCode.done),
  );
}

async function tell(word: string, options: ShowOptions, scene: Scene): Done {
  const { store, io } = scene;
  const standings = await readStandings(scene, word);
  if (!standings.ok) return standings;
  const standing = standings.value.get(word) ?? null;
  return ok(
    findSubject(store, word, io, (subject) =>
      readOr(compare(store, subject, io), io, (found) => {
        io.terminal.out(
          options.json === true
            ? jsonText(jsonOf(subject, standing, found))
            : textOf(subject, standing, found, io),
        );
        return exitCode.done;
      }),
    ),
  );
}

/** What is different in a bad run from the good one before it; null where there is nothing to compare. */
type Compared = readonly Difference[] | null;

function compare(store: Store, subject: Subject, io: Io): Result<Compared, StoreFailure> {
  const run: Run | null = subject.kind === "run" ? subject.run : null;
  if (run === null || !isBadOutcome(outcomeOf(run))) return ok(null);
  const lastGood = readGoodRunBefore(store, run);
  if (!lastGood.ok || lastGood.value === null) return lastGood.ok ? ok(null) : lastGood;
  const question = { run, lastGood: lastGood.value, world: unknownWorld, now: io.now() };
  return ok(differences(question));
}

function jsonOf(subject: Subject, standing: Standing | null, compared: Compared): Json {
  if (subject.kind === "run") {
    const run = runToJson(subject.run) as JsonObject;
    return compared === null ? run : { ...run, differences: compared.map(differenceToJson) };
  }
  const monitor = monitorToJson({ ...subject.monitor, lastRun: subject.lastRun }) as JsonObject;
  return standing === null ? monitor : { ...monitor, ...(standingToJson(standing) as JsonObject) };
}

function textOf(subject: Subject, standing: Standing | null, compared: Compared, io: Io): string {
  const look = lookOf(io.terminal);
  const now = io.now();
  if (subject.kind === "run") return renderRun(subject.run, look, now, compared);
  const monitor = { ...subject.monitor, lastRun: subject.lastRun };
  return renderMonitor(monitor, standing, look, now);
}
