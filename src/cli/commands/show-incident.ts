import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { storyFacts } from "../../daemon/read-story.ts";
import { explainIncident } from "../../domain/explain.ts";
import { readStoryRecord, type StoryRecord } from "../../store/story-read.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { describeUnknownIncident } from "../complain/incident.ts";
import type { Io } from "../io.ts";
import type { ShowOptions } from "../options.ts";
import { renderIncident } from "../view/incident.ts";
import { wholeIncidentToJson } from "../view/whole-incident-json.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { findIncident } from "./find-incident.ts";
import { shownIncident } from "./promise.ts";
import type { Done, Scene } from "./scene.ts";
import { withWatch } from "./with-watch.ts";

/** `luota show INC-n`. */
export async function showIncident(word: string, options: ShowOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    async (scene): Done => {
      const found = await findIncident(word, scene);
      if (!found.ok) return found;
      if (found.value === null) return ok(exitCode.usage);
      const read = readStoryRecord(scene.store, found.value.number);
      if (!read.ok) return read;
      if (read.value === null) return ok(noSuchIncident(word, io));
      io.terminal.out(textOf(read.value, options, scene));
      return ok(exitCode.done);
    },
    () => noSuchIncident(word, io),
  );
}

/** Where there is no store, there is no incident. */
export function noSuchIncident(word: string, io: Io): number {
  io.terminal.err(`luota: ${describeUnknownIncident(word, [])}`);
  return exitCode.usage;
}

function textOf(read: StoryRecord, options: ShowOptions, { store, rules, io }: Scene): string {
  const { record } = read;
  const scene = { rules, host: hostName(), now: io.now() };
  const story = storyFacts(store, read, scene, { kind: "opened", acknowledgeUrl: null });
  const { greenSignals, differences, compared } = explainIncident(story, []);
  const whole = {
    ...shownIncident(record, rules),
    ...{ timeline: record.timeline, greenSignals, readings: read.readings },
    differences: compared ? differences : null,
  };
  return options.json === true
    ? jsonText(wholeIncidentToJson(whole, hostName()))
    : renderIncident(whole, lookOf(io.terminal), io.now());
}
