import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import {
  acknowledgeIncident,
  resolveByPerson,
  type IncidentActionFailure,
} from "../../domain/incident-action.ts";
import { hostName } from "../../recorder/host-facts.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import type { Overtaken } from "../../store/watch.ts";
import { describeNoChange } from "../complain/incident.ts";
import type { Io } from "../io.ts";
import type { ActOptions } from "../options.ts";
import { incidentToJson } from "../view/incident-json.ts";
import { incidentName } from "../view/incident-words.ts";
import { jsonText } from "../view/json.ts";
import { drillOfIncident } from "./drill-end.ts";
import { findIncident } from "./find-incident.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { commitChanges, insist } from "./story.ts";
import { withWatch } from "./with-watch.ts";

type Act = "ack" | "resolve";

/** `luota ack INC-n` and `luota resolve INC-n`. */
export async function act(what: Act, word: string, options: ActOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => actOn(what, word, options, scene),
    () => noSuchIncident(word, io),
  );
}

async function actOn(what: Act, word: string, options: ActOptions, scene: Scene): Done {
  const { io } = scene;
  const found = await findIncident(word, scene);
  if (!found.ok) return found;
  if (found.value === null) return ok(exitCode.usage);
  const { number } = found.value;
  const done = await insist(() => change(what, number, options, scene));
  if (done.ok) {
    io.terminal.out(
      options.json === true
        ? jsonText(incidentToJson(done.value, hostName()))
        : wordsFor(what, done.value),
    );
    return ok(exitCode.done);
  }
  const { failure } = done;
  switch (failure.kind) {
    case "overtaken":
      io.terminal.err(`luota: ${incidentName(number)} keeps changing; try again`);
      return ok(exitCode.store);
    case "already-resolved":
    case "already-acknowledged":
    case "empty-note":
      // What was asked for is so: whoever asks twice has done nothing wrong.
      io.terminal.err(`luota: ${describeNoChange(incidentName(number), failure)}`);
      return ok(exitCode.done);
    default:
      return fail(failure);
  }
}

async function change(
  what: Act,
  number: number,
  options: ActOptions,
  scene: Scene,
): Promise<Result<NumberedIncident, StoreFailure | Overtaken | IncidentActionFailure>> {
  const { watch, actor, io } = scene;
  const now = io.now();
  const record = await watch.incident(number);
  if (!record.ok) return record;
  if (record.value === null) return fail({ kind: "overtaken" });
  const by = { by: options.by ?? actor.user ?? "somebody", note: options.note ?? null };
  const { incident } = record.value;
  const made =
    what === "ack" ? acknowledgeIncident(incident, by, now) : resolveByPerson(incident, by, now);
  if (!made.ok) return made;
  const drill = what === "ack" ? ok(undefined) : await drillOfIncident(incident, scene);
  if (!drill.ok) return drill;
  return await commitChanges(record.value, [made.value], scene, now, drill.value);
}

function wordsFor(what: Act, { number, incident }: NumberedIncident): string {
  const name = incidentName(number);
  if (what === "ack")
    return `${name} is acknowledged by ${incident.acknowledgedBy ?? "somebody"}; reminders and escalations stop`;
  return `${name} is resolved; if ${incident.monitor} breaks again, it is told anew`;
}
