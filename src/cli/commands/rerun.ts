import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { note } from "../../daemon/act.ts";
import { outcomeOfEnding } from "../../domain/outcome.ts";
import { exitCodeOf } from "../../process/exit-as.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { readMonitorSummaries } from "../../store/monitors-read.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { askLine } from "../ask.ts";
import { describeRecordedRun } from "../complain/recorded-run.ts";
import { describeNoTemplate } from "../complain/rerun.ts";
import type { Io } from "../io.ts";
import type { RerunOptions } from "../options.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { lookOf } from "../view/look.ts";
import { outcomeWord } from "../../domain/words/outcome.ts";
import { renderRerun } from "../view/rerun.ts";
import { shortId } from "../../domain/words/short-id.ts";
import { findIncident } from "./find-incident.ts";
import { templateFor, type Template } from "./rerun-template.ts";
import { runAgain, type RanAgain } from "./run-again.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { withWatch } from "./with-watch.ts";
import { placeOf } from "./with-store.ts";

interface Wanted {
  readonly found: NumberedIncident;
  readonly template: Template;
  readonly rules: Scene["rules"];
}

/** `luota rerun INC-n`: shows the command, asks, and runs it; exits as the run does. */
export async function rerun(word: string, options: RerunOptions, io: Io): Promise<number> {
  const wanted: Wanted[] = [];
  const code = await withWatch(
    options,
    io,
    (scene) => prepare(word, scene, wanted),
    () => noSuchIncident(word, io),
  );
  const [asked] = wanted;
  if (asked === undefined) return code;
  const { found, template, rules } = asked;
  io.terminal.err(renderRerun(found, template, hostName(), lookOf(io.terminal)));
  if (!(await isWanted(options, io))) return exitCode.skipped;
  const ran = await runAgain(found, template, rules, { ...io, storePath: placeOf(options, io) });
  if (!ran.ok) {
    io.terminal.err(`luota: ${describeNoTemplate(incidentName(found.number), ran.failure)}`);
    return exitCode.usage;
  }
  return await tell(asked, ran.value, options, io);
}

async function prepare(word: string, scene: Scene, wanted: Wanted[]): Done {
  const { store, io, rules } = scene;
  const found = await findIncident(word, scene);
  if (!found.ok) return found;
  if (found.value === null) return ok(exitCode.usage);
  const { number, incident } = found.value;
  const template = templateFor(incident, scene);
  if (!template.ok) {
    if ("path" in template.failure) return { ok: false, failure: template.failure };
    io.terminal.err(`luota: ${describeNoTemplate(incidentName(number), template.failure)}`);
    return ok(exitCode.usage);
  }
  const now = readMonitorSummaries(store, { monitor: incident.monitor, history: 1 });
  if (!now.ok) return now;
  if ((now.value[0]?.runningCount ?? 0) > 0) {
    io.terminal.err(
      `luota: a run of ${incident.monitor} goes on; wait for it (luota logs ${incident.monitor} -f)`,
    );
    return ok(exitCode.skipped);
  }
  wanted.push({ found: found.value, template: template.value, rules });
  return ok(exitCode.done);
}

async function isWanted(options: RerunOptions, io: Io): Promise<boolean> {
  if (options.yes === true) return true;
  if (!io.terminal.interactive) {
    io.terminal.err("luota: nobody is here to ask, so nothing was run; --yes runs it");
    return false;
  }
  const answer = await askLine("run it now? [y/N] ");
  const isYes = /^y(?:es)?$/iu.test(answer?.trim() ?? "");
  if (!isYes) io.terminal.err("luota: nothing was run");
  return isYes;
}

/** How it went, also as a line of the incident's own story. */
async function tell(
  { found: { number, incident }, rules }: Wanted,
  { id, recorded }: RanAgain,
  options: RerunOptions,
  io: Io,
): Promise<number> {
  const { ending } = recorded.end;
  for (const line of describeRecordedRun(recorded)) io.terminal.err(`luota: ${line}`);
  const outcome = outcomeWord(
    outcomeOfEnding(ending, rules.monitorNamed(incident.monitor).exitCodes),
  );
  const where = `luota show ${shortId(id)}, luota show ${incidentName(number)}`;
  io.terminal.err(`luota: ${incident.monitor} ran again: ${outcome} (${where})`);
  const why = options.note === undefined ? "" : `: ${options.note}`;
  const line = `ran again as run ${id}, ${outcome}${why}`;
  await withWatch(options, io, async ({ watch, rules: current, actor }): Done => {
    const by = actor.user ?? "somebody";
    const noted = await note(
      watch,
      current,
      { number, by, note: line },
      { by: actor, now: io.now() },
    );
    if (!noted.ok) io.terminal.err(`luota: that is not noted on ${incidentName(number)}`);
    return ok(exitCode.done);
  });
  return exitCodeOf(ending);
}
