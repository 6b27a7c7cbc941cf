import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { note, review, type ActFailure } from "../../daemon/act.ts";
import { incidentToJson } from "../../domain/incident-json.ts";
import type { IncidentActionFailure } from "../../domain/incident-action.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { hostName } from "../../recorder/host-facts.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { redact } from "../../text/redact.ts";
import { secretsFromEnvironment } from "../../text/secrets.ts";
import { describeNoChange, isActionFailure } from "../complain/incident.ts";
import type { Io } from "../io.ts";
import type { ActOptions, ReviewOptions } from "../options.ts";
import { jsonText } from "../view/json.ts";
import { findToExport } from "./find-to-export.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { withWatch } from "./with-watch.ts";

/** More than this is a document of its own. */
const mostText = 8_192;

/** `luota note INC-n TEXT`: a line in its timeline, also after it was resolved. */
export async function noteIncident(
  word: string,
  words: readonly string[],
  options: Omit<ActOptions, "note">,
  io: Io,
): Promise<number> {
  return await add(word, options, io, (number, scene) => {
    const { watch, rules, actor } = scene;
    const request = {
      number,
      by: personOf(options, scene),
      note: plain(words.join(" "), io) ?? "",
    };
    return note(watch, rules, request, { by: actor, now: io.now() });
  });
}

/** `luota review INC-n --impact … --cause … --action …`: what was found when looking back. */
export async function reviewIncident(
  word: string,
  options: ReviewOptions,
  io: Io,
): Promise<number> {
  return await add(word, options, io, (number, scene) => {
    const { watch, rules, actor } = scene;
    const [impact, cause, action] = [options.impact, options.cause, options.action].map((text) =>
      plain(text, io),
    );
    const said = { impact: impact ?? null, cause: cause ?? null, action: action ?? null };
    const request = { number, by: personOf(options, scene), ...said };
    return review(watch, rules, request, { by: actor, now: io.now() });
  });
}

type Added = Promise<Result<NumberedIncident, ActFailure | IncidentActionFailure>>;

async function add(
  word: string,
  options: Omit<ActOptions, "note">,
  io: Io,
  write: (number: number, scene: Scene) => Added,
): Promise<number> {
  return await withWatch(
    options,
    io,
    async (scene): Done => {
      const found = await findToExport(word, scene);
      if (!found.ok) return found;
      if (found.value === null) return ok(exitCode.usage);
      const added = await write(found.value, scene);
      return added.ok
        ? ok(tell(added.value, options, io))
        : complainOf(added.failure, found.value, io);
    },
    () => noSuchIncident(word, io),
  );
}

function tell(
  found: NumberedIncident,
  options: Omit<ActOptions, "note">,
  { terminal }: Io,
): number {
  const name = incidentName(found.number);
  terminal.out(
    options.json === true
      ? jsonText(incidentToJson(found, hostName()))
      : `${name} has it in its timeline (revision ${found.incident.revision}); luota export ${name} writes the record`,
  );
  return exitCode.done;
}

function complainOf(
  failure: ActFailure | IncidentActionFailure,
  number: number,
  io: Io,
): Awaited<Done> {
  const name = incidentName(number);
  if (isActionFailure(failure)) {
    io.terminal.err(`luota: ${describeNoChange(name, failure)}`);
    return ok(exitCode.usage);
  }
  if (failure.kind === "no-such-incident") return ok(noSuchIncident(name, io));
  if (failure.kind !== "always-overtaken") return fail(failure);
  io.terminal.err(`luota: ${name} keeps changing; try again`);
  return ok(exitCode.store);
}

function personOf({ by }: Pick<ActOptions, "by">, { actor }: Scene): string {
  return by ?? actor.user ?? "somebody";
}

/** Without secrets, and of a size that a record bears. */
function plain(text: string | undefined, { environment }: Io): string | null {
  if (text === undefined) return null;
  const clean = redact(text, secretsFromEnvironment(environment)).trim();
  return clean.length > mostText ? `${clean.slice(0, mostText).toWellFormed()}…` : clean;
}
