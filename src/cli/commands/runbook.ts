import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { readMonitorNames } from "../../store/monitors-read.ts";
import { neutraliseLines } from "../../text/neutralise.ts";
import { quote } from "../complain/quote.ts";
import { describeUnknown } from "../complain/unknown.ts";
import type { Io } from "../io.ts";
import type { ShowOptions } from "../options.ts";
import { jsonText } from "../view/json.ts";
import { findIncident, incidentNumber } from "./find-incident.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { withWatch } from "./with-watch.ts";

/** `luota runbook NAME|INC-n`: prints where to read, or what to do. It opens nothing. */
export async function runbook(word: string, options: ShowOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => print(word, options, scene),
    () => noSuchIncident(word, io),
  );
}

async function print(word: string, options: ShowOptions, scene: Scene): Done {
  const { io, rules } = scene;
  const name = await nameOf(word, scene);
  if (!name.ok) return name;
  if (name.value === null) return ok(exitCode.usage);
  const promise = rules.monitorNamed(name.value);
  const owner = rules.ownerOf(promise);
  const json = { monitor: name.value, runbook: promise.runbook, owner: owner?.title ?? null };
  if (options.json === true) io.terminal.out(jsonText(json));
  else if (promise.runbook !== null) io.terminal.out(neutraliseLines(promise.runbook));
  if (promise.runbook !== null) return ok(exitCode.done);
  const who = owner === null ? "" : `; ask ${owner.title}`;
  io.terminal.err(
    `luota: ${quote(name.value)} has no runbook${who}, and name one with \`runbook:\` in the config`,
  );
  return ok(exitCode.broken);
}

async function nameOf(word: string, scene: Scene) {
  if (incidentNumber(word) !== null) {
    const found = await findIncident(word, scene);
    if (!found.ok) return found;
    return ok(found.value?.incident.monitor ?? null);
  }
  const configured = scene.rules.config?.monitors.map((each) => each.name) ?? [];
  if (configured.includes(word)) return ok(word);
  const names = readMonitorNames(scene.store);
  if (!names.ok) return names;
  if (names.value.includes(word)) return ok(word);
  scene.io.terminal.err(`luota: ${describeUnknown(word, names.value)}`);
  return ok(null);
}
