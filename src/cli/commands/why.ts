import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import { storyFacts } from "../../daemon/read-story.ts";
import { explainIncident } from "../../domain/explain.ts";
import type { NumberedIncident } from "../../domain/incident.ts";
import { hostName } from "../../recorder/host-facts.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readStoryRecord, type StoryRecord } from "../../store/story-read.ts";
import type { Io } from "../io.ts";
import type { ShowOptions } from "../options.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderWhy, whyToJson } from "../view/why.ts";
import { findToExplain } from "./find-to-explain.ts";
import { lookAround } from "./look-around.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { withWatch } from "./with-watch.ts";

/** Incidents counted when it is told how often it broke before. */
const mostEarlier = 1_000;

/** `luota why NAME|INC-n`: what broke, what looked healthy, and what is different. */
export async function why(word: string, options: ShowOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => explain(word, options, scene),
    () => noSuchIncident(word, io),
  );
}

async function explain(word: string, options: ShowOptions, scene: Scene): Done {
  const found = await findToExplain(word, scene);
  if (!found.ok) return found;
  switch (found.value.kind) {
    case "none":
      return ok(exitCode.usage);
    case "unbroken":
      scene.io.terminal.out(options.json === true ? jsonText(null) : found.value.text);
      return ok(exitCode.done);
    case "incident": {
      const read = readStoryRecord(scene.store, found.value.number);
      if (!read.ok) return read;
      return read.value === null
        ? ok(noSuchIncident(word, scene.io))
        : await tell(read.value, options, scene);
    }
  }
}

async function tell(record: StoryRecord, options: ShowOptions, scene: Scene): Done {
  const { rules, io } = scene;
  const earlier = await readEarlier(record.record, scene);
  if (!earlier.ok) return earlier;
  const host = hostName();
  const question = { kind: "opened", acknowledgeUrl: null } as const;
  const read = storyFacts(scene.store, record, { rules, host, now: io.now() }, question);
  const story = { ...read, world: { ...read.world, ...lookAround(record, host) } };
  const explained = { story, explanation: explainIncident(story, earlier.value) };
  io.terminal.out(
    options.json === true
      ? jsonText(whyToJson(explained))
      : renderWhy(explained, lookOf(io.terminal)),
  );
  return ok(exitCode.done);
}

async function readEarlier(
  { number, incident }: NumberedIncident,
  { watch }: Scene,
): Promise<Result<readonly NumberedIncident[], StoreFailure>> {
  const drills = incident.drill === null ? "without" : "only";
  const { monitor } = incident;
  return await watch.incidents({ monitor, drills, below: number, limit: mostEarlier });
}
