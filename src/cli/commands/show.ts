import { exitCode } from "../../base/exit-code.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { ok } from "../../base/result.ts";
import type { Io } from "../io.ts";
import type { ShowOptions } from "../options.ts";
import { jsonText, monitorToJson } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderMonitor } from "../view/monitor.ts";
import { runToJson } from "../view/run-json.ts";
import { renderRun } from "../view/run.ts";
import { standingToJson, type Standing } from "../view/standing.ts";
import { findSubject, type Subject } from "./find-subject.ts";
import type { Done, Scene } from "./scene.ts";
import { readStandings } from "./standings.ts";
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
      io.terminal.out(
        options.json === true ? jsonText(jsonOf(subject, standing)) : textOf(subject, standing, io),
      );
      return exitCode.done;
    }),
  );
}

function jsonOf(subject: Subject, standing: Standing | null): Json {
  if (subject.kind === "run") return runToJson(subject.run);
  const monitor = monitorToJson({ ...subject.monitor, lastRun: subject.lastRun }) as JsonObject;
  return standing === null ? monitor : { ...monitor, ...(standingToJson(standing) as JsonObject) };
}

function textOf(subject: Subject, standing: Standing | null, io: Io): string {
  const look = lookOf(io.terminal);
  const now = io.now();
  if (subject.kind === "run") return renderRun(subject.run, look, now);
  const monitor = { ...subject.monitor, lastRun: subject.lastRun };
  return renderMonitor(monitor, standing, look, now);
}
