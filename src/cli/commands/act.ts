import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { unreachable } from "../../base/unreachable.ts";
import { acknowledge, act, type ActFailure } from "../../daemon/act.ts";
import { endDrill, type Drill } from "../../domain/drill.ts";
import { resolveByPerson, type IncidentActionFailure } from "../../domain/incident-action.ts";
import type { Change, Incident } from "../../domain/incident.ts";
import { hostName } from "../../recorder/host-facts.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { describeNoChange, isActionFailure } from "../complain/incident.ts";
import type { Io } from "../io.ts";
import type { ActOptions } from "../options.ts";
import { incidentToJson } from "../../domain/incident-json.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { jsonText } from "../view/json.ts";
import { findIncident } from "./find-incident.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { withWatch } from "./with-watch.ts";

type Act = "ack" | "resolve";

/** `luota ack INC-n` and `luota resolve INC-n`. */
export async function actOnIncident(
  what: Act,
  word: string,
  options: ActOptions,
  io: Io,
): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => decide(what, word, options, scene),
    () => noSuchIncident(word, io),
  );
}

async function decide(what: Act, word: string, options: ActOptions, scene: Scene): Done {
  const { io } = scene;
  const found = await findIncident(word, scene);
  if (!found.ok) return found;
  if (found.value === null) return ok(exitCode.usage);
  const { number } = found.value;
  const name = incidentName(number);
  const done = await (what === "ack" ? take : close)(found.value, options, scene);
  if (done.ok) {
    const json = options.json === true;
    io.terminal.out(
      json ? jsonText(incidentToJson(done.value, hostName())) : wordsFor(what, done.value),
    );
    return ok(exitCode.done);
  }
  const { failure } = done;
  if (isActionFailure(failure)) {
    // What was asked for is so: whoever asks twice has done nothing wrong.
    io.terminal.err(`luota: ${describeNoChange(name, failure)}`);
    return ok(exitCode.done);
  }
  if (failure.kind === "no-such-incident") return ok(noSuchIncident(word, io));
  if (failure.kind !== "always-overtaken") return fail(failure);
  io.terminal.err(`luota: ${name} keeps changing; try again`);
  return ok(exitCode.store);
}

type Acted = Promise<Result<NumberedIncident, ActFailure | IncidentActionFailure>>;

function take({ number }: NumberedIncident, options: ActOptions, scene: Scene): Acted {
  const { watch, rules, actor, io } = scene;
  const request = { number, ...personOf(options, scene) };
  return acknowledge(watch, rules, request, { by: actor, now: io.now() });
}

/** The incident of a drill takes its drill with it. */
async function close(found: NumberedIncident, options: ActOptions, scene: Scene): Acted {
  const { watch, rules, actor, io } = scene;
  const now = io.now();
  const drill = await drillOf(found.incident, scene);
  if (!drill.ok) return drill;
  return await act(
    watch,
    rules,
    found.number,
    { by: actor, now },
    (incident): Result<readonly [Change], IncidentActionFailure> => {
      const change = resolveByPerson(incident, personOf(options, scene), now);
      return change.ok ? ok([change.value]) : change;
    },
    drill.value,
  );
}

function personOf({ by, note }: ActOptions, { actor }: Scene) {
  return { by: by ?? actor.user ?? "somebody", note: note ?? null };
}

async function drillOf(
  { drill: id }: Incident,
  { watch, io }: Scene,
): Promise<Result<Drill | undefined, StoreFailure>> {
  if (id === null) return ok(undefined);
  const found = await watch.drills({ id, limit: 1 });
  if (!found.ok) return found;
  const [record] = found.value;
  const goesOn = record !== undefined && record.drill.state !== "over";
  return ok(goesOn ? endDrill(record.drill, io.now()).drill : undefined);
}

function wordsFor(what: Act, { number, incident }: NumberedIncident): string {
  const name = incidentName(number);
  switch (what) {
    case "ack":
      return `${name} is acknowledged by ${incident.acknowledgedBy ?? "somebody"}; reminders and escalations stop`;
    case "resolve":
      return incident.drill === null
        ? `${name} is resolved; if ${incident.monitor} breaks again, it is told anew`
        : `${name} is resolved, and its drill is over`;
    default:
      return unreachable(what);
  }
}
