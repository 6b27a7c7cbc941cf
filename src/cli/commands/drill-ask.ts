import type { Milliseconds } from "../../base/duration.ts";
import { ok, type Result } from "../../base/result.ts";
import { acknowledge } from "../../daemon/act.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { DrillRecord } from "../../store/pages.ts";
import { askLine } from "../ask.ts";
import { isActionFailure } from "../complain/incident.ts";
import { storyLine } from "../view/drill.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { waitFor } from "./drill-wait.ts";
import type { Scene } from "./scene.ts";

interface Asking {
  readonly json: boolean;
  readonly ackWithinMs: Milliseconds | null;
  readonly say: (line: string) => void;
}

/** Somebody who sits here may leave it lying for so long. */
const patienceMs = 3_600_000;

/**
 * Asks the person on this terminal to acknowledge, as if woken by it; `luota ack` elsewhere will do.
 * Without a person, waits for that only where it was asked for.
 */
export async function askForAck(
  record: DrillRecord,
  { json, ackWithinMs, say }: Asking,
  scene: Scene,
  signal: AbortSignal,
): Promise<Result<void, StoreFailure>> {
  const { io } = scene;
  if (record.incident === null) return ok(undefined);
  const name = incidentName(record.incident.number);
  const asks = io.terminal.interactive && !json;
  if (!asks && ackWithinMs === null) return ok(undefined);
  if (!asks) say(storyLine(io.now(), `waiting for luota ack ${name}`));
  const answered = new AbortController();
  const elsewhere = waitFor(
    record.drill.id,
    scene,
    ackWithinMs ?? patienceMs,
    AbortSignal.any([signal, answered.signal]),
    ({ incident }) => (incident?.incident.acknowledgedAt ?? null) !== null,
  ).finally(() => {
    answered.abort();
  });
  if (asks) {
    const question = `  Enter acknowledges it here (or luota ack ${name} elsewhere; n leaves it): `;
    const answer = await askLine(question, AbortSignal.any([signal, answered.signal]));
    const takes = answer !== null && !/^\s*n/iu.test(answer);
    const taken = takes ? await take(record.incident.number, scene) : ok(undefined);
    answered.abort();
    if (!taken.ok) return taken;
  }
  const seen = await elsewhere;
  if (!seen.ok) return seen;
  return await tellAck(record.drill.id, say, scene);
}

async function take(number: number, scene: Scene): Promise<Result<void, StoreFailure>> {
  const { watch, rules, actor, io } = scene;
  const request = { number, by: actor.user ?? "somebody", note: null };
  const done = await acknowledge(watch, rules, request, { by: actor, now: io.now() });
  if (done.ok || isActionFailure(done.failure)) return ok(undefined);
  return "path" in done.failure ? { ok: false, failure: done.failure } : ok(undefined);
}

async function tellAck(
  id: string,
  say: (line: string) => void,
  { watch, io }: Scene,
): Promise<Result<void, StoreFailure>> {
  const found = await watch.drills({ id, limit: 1 });
  if (!found.ok) return found;
  const incident = found.value[0]?.incident?.incident;
  const at = incident?.acknowledgedAt ?? null;
  if (at === null) say(storyLine(io.now(), "nobody acknowledged it"));
  else say(storyLine(at, `acknowledged by ${incident?.acknowledgedBy ?? "somebody"}`));
  return ok(undefined);
}
