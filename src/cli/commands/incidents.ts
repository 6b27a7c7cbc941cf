import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { parseMonitorName } from "../../domain/monitor-name.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { readMonitorNames } from "../../store/monitors-read.ts";
import type { IncidentsQuestion } from "../../store/pages.ts";
import { describeNameFailure } from "../complain/run.ts";
import { describeUnknown } from "../complain/unknown.ts";
import type { Io } from "../io.ts";
import type { IncidentsOptions } from "../options.ts";
import { readLimit, readSince } from "../read-options.ts";
import { incidentToJson } from "../../domain/incident-json.ts";
import { renderIncidents } from "../view/incidents.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { reviewQueue } from "./review-queue.ts";
import type { Done, Scene } from "./scene.ts";
import { withWatch } from "./with-watch.ts";

/** Without `--all` or `--since`, resolved incidents of this time are shown beside the open ones. */
const latelyMs = 7 * 86_400_000;

/** `luota incidents [NAME]`: the open ones in full, those resolved lately below. */
export async function incidents(
  name: string | undefined,
  options: IncidentsOptions,
  io: Io,
): Promise<number> {
  const asked = questionOf(name, options, io.now());
  if (!asked.ok) {
    io.terminal.err(`luota: ${asked.failure}`);
    return exitCode.usage;
  }
  return await withWatch(
    options,
    io,
    (scene) => list(asked.value, options, scene),
    () => {
      io.terminal.out(options.json === true ? "[]\n" : noIncident);
      return exitCode.done;
    },
  );
}

const noIncident = "No incident. `luota status` shows how every monitor stands.\n";

async function list(
  asked: Asked,
  options: IncidentsOptions,
  { store, watch, rules, io }: Scene,
): Done {
  const { monitor } = asked.question;
  if (monitor !== undefined) {
    const names = readMonitorNames(store);
    if (!names.ok) return names;
    if (!names.value.includes(monitor)) {
      io.terminal.err(`luota: ${describeUnknown(monitor, names.value)}`);
      return ok(exitCode.usage);
    }
  }
  // Asked for apart: an old one that is still open must not drown in those resolved since.
  const found = await watch.incidents({ ...asked.question, state: "open" });
  if (!found.ok) return found;
  const open = found.value;
  const over = options.open === true ? ok([]) : await watch.incidents(asked.resolved);
  if (!over.ok) return over;
  const resolved = over.value;
  if (options.json === true) {
    const all = [...open, ...resolved].toSorted((one, other) => other.number - one.number);
    io.terminal.out(jsonText(all.map((each) => incidentToJson(each, hostName()))));
    return ok(exitCode.done);
  }
  const queue = await reviewQueue(open, { store, watch, rules, io });
  if (!queue.ok) return queue;
  const look = lookOf(io.terminal);
  const parts = [
    queue.value,
    resolved.length === 0 ? "" : renderIncidents(resolved, look, io.now()),
  ].filter((part) => part !== "");
  io.terminal.out(parts.length === 0 ? noIncident : parts.join("\n"));
  return ok(exitCode.done);
}

interface Asked {
  readonly question: IncidentsQuestion;
  readonly resolved: IncidentsQuestion;
}

function questionOf(
  name: string | undefined,
  options: IncidentsOptions,
  now: EpochMilliseconds,
): Result<Asked, string> {
  const monitor = name === undefined ? ok(undefined) : parseMonitorName(name);
  if (!monitor.ok) return fail(describeNameFailure(monitor.failure));
  if (options.all === true && options.open === true)
    return fail("--all and --open exclude each other");
  const limit = readLimit(options.limit);
  if (!limit.ok) return limit;
  const since = readSince(options.since, now);
  if (!since.ok) return since;
  const question = {
    limit: limit.value,
    drills: options.all === true ? ("with" as const) : ("without" as const),
    ...(monitor.value === undefined ? {} : { monitor: monitor.value }),
    ...(since.value === undefined ? {} : { since: since.value }),
  };
  const isWide = options.all === true || since.value !== undefined || name !== undefined;
  const lately = isWide ? {} : { since: now - latelyMs };
  return ok({ question, resolved: { ...question, ...lately, state: "resolved" } });
}
