import { exitCode } from "../../base/exit-code.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { ok } from "../../base/result.ts";
import type { Io } from "../io.ts";
import type { ShowOptions } from "../options.ts";
import { jsonText, monitorToJson } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderMonitor } from "../view/monitor.ts";
import { runToJson } from "../view/run-json.ts";
import { comparedToJson, driftToJson } from "../view/difference-lines.ts";
import { renderRun } from "../view/run.ts";
import { standingToJson, type Standing } from "../view/standing.ts";
import { compareRun, driftsAlone, type Compared } from "./compare-run.ts";
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
    findSubject(store, word, io, (subject) => {
      const run = subject.kind === "run" ? subject.run : subject.lastRun;
      return readOr(compareRun(scene, run), io, (found) => {
        io.terminal.out(
          options.json === true
            ? jsonText(jsonOf(subject, standing, found))
            : textOf(subject, standing, found, io),
        );
        return exitCode.done;
      });
    }),
  );
}

function jsonOf(subject: Subject, standing: Standing | null, found: Compared): Json {
  if (subject.kind === "run") {
    const run = runToJson(subject.run) as JsonObject;
    return { ...run, ...comparedToJson(found) };
  }
  const known = monitorToJson({ ...subject.monitor, lastRun: subject.lastRun }) as JsonObject;
  const monitor = { ...known, drift: found.drifts.map(driftToJson) };
  return standing === null ? monitor : { ...monitor, ...(standingToJson(standing) as JsonObject) };
}

function textOf(subject: Subject, standing: Standing | null, found: Compared, io: Io): string {
  const look = lookOf(io.terminal);
  const now = io.now();
  if (subject.kind === "run") return renderRun(subject.run, look, now, found.differences);
  const monitor = { ...subject.monitor, lastRun: subject.lastRun };
  return renderMonitor(monitor, standing, look, now, driftsAlone(found));
}
