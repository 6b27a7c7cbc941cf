import { fail, ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { announce } from "../../domain/announce.ts";
import type { Drill } from "../../domain/drill.ts";
import type { Change } from "../../domain/incident.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import type { IncidentRecord } from "../../store/pages.ts";
import type { Overtaken } from "../../store/watch.ts";
import { audienceOf } from "./audience.ts";
import { promiseOf } from "./promise.ts";
import type { Scene } from "./scene.ts";

/** Writes what a person did to an incident, with the notices that it owes, in one go. */
export async function commitChanges(
  record: IncidentRecord,
  changes: readonly Change[],
  scene: Scene,
  now: EpochMilliseconds,
  drill?: Drill,
): Promise<Result<NumberedIncident, StoreFailure | Overtaken>> {
  const { watch, actor, config } = scene;
  const audience = await audienceOf(record, scene, now);
  if (!audience.ok) return audience;
  const story = {
    number: record.number,
    changes,
    owner: promiseOf(config, record.incident.monitor).rules.owner,
    ...announce(changes, audience.value, now),
    heldUntil: audience.value.silencedUntil,
  };
  const done = drill === undefined ? story : { ...story, drill };
  return await watch.commitStory(done, { by: actor, now });
}

/** How often an action is decided anew because somebody was quicker. */
const mostTries = 5;

/** Decides and writes again while others write in between. */
export async function insist<Value, Failure>(
  attempt: () => Promise<Result<Value, Failure | Overtaken>>,
): Promise<Result<Value, Failure | Overtaken>> {
  let last = await attempt();
  for (let tries = 1; !last.ok && isOvertaken(last.failure) && tries < mostTries; tries += 1)
    last = await attempt();
  return last.ok ? ok(last.value) : fail(last.failure);
}

function isOvertaken(failure: unknown): failure is Overtaken {
  return (
    typeof failure === "object" &&
    failure !== null &&
    "kind" in failure &&
    failure.kind === "overtaken"
  );
}
