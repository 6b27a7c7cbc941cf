import { formatDuration, type Milliseconds } from "../../base/duration.ts";
import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { scoreDrill } from "../../domain/drill-score.ts";
import type { Drill } from "../../domain/drill.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { wasExported } from "../../store/exports.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { DrillRecord } from "../../store/pages.ts";
import { describeUnseen } from "../complain/drill.ts";
import { drillToJson, renderScore, renderSteps, storyLine } from "../view/drill.ts";
import type { DrillStep } from "../view/drill-step.ts";
import { withExport } from "../view/export-step.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { askForAck } from "./drill-ask.ts";
import { endDrillNow, notEnded } from "./drill-end.ts";
import { awaitReceipts, readReceipts } from "./drill-receipts.ts";
import { waitFor } from "./drill-wait.ts";
import type { Done, Scene } from "./scene.ts";

/** A drill that is armed, and how it is to go on. */
export interface Play {
  readonly drill: Drill;
  readonly steps: readonly DrillStep[];
  readonly keep: boolean;
  readonly json: boolean;
  /** How long to wait for a watcher. */
  readonly waitMs: Milliseconds;
  /** How long to wait for `luota ack`; null: only a person on this terminal is asked. */
  readonly ackWithinMs: Milliseconds | null;
}

/** Tells the story of an armed drill as it happens, and ends it; 69 where nobody noticed. */
export async function playDrill(play: Play, scene: Scene, signal: AbortSignal): Done {
  const { drill } = play;
  const { io, watch } = scene;
  const say = play.json ? io.terminal.err : io.terminal.out;
  const look = lookOf(io.terminal);
  say(`${renderSteps(drill.monitor, play.steps, look)}\n\n`);
  say(
    storyLine(drill.startedAt, `armed: a marked break (${drill.kind}), for whoever watches here`),
  );
  const health = await watch.health(io.now());
  if (!health.ok) return health;
  if (health.value.watching.length === 0)
    say(
      storyLine(
        io.now(),
        `nobody gives a sign of life; waiting ${formatDuration(play.waitMs)} for one`,
      ),
    );
  const seen = await waitFor(
    drill.id,
    scene,
    play.waitMs,
    signal,
    ({ incident }) => incident !== null,
  );
  if (!seen.ok) return seen;
  if (seen.value === null) return await giveUp(play, scene, signal);
  tellOpening(seen.value, scene, say);
  const tried = await awaitReceipts(seen.value, scene, say, signal);
  if (!tried.ok) return tried;
  const acked = await askForAck(seen.value, { ...play, say }, scene, signal);
  if (!acked.ok) return acked;
  return await finish(play, scene, signal, say);
}

function tellOpening(record: DrillRecord, { io }: Scene, say: (line: string) => void): void {
  const { incident, notices, drill } = record;
  if (incident === null) return;
  const { noticedAt } = incident.incident;
  const late = formatDuration(Math.max(0, noticedAt - drill.breaksAt));
  say(storyLine(drill.breaksAt, "the promise breaks"));
  say(storyLine(noticedAt, `${incidentName(incident.number)} opened, ${late} after the break`));
  for (const { route, recipient, createdAt, state } of notices)
    say(
      storyLine(
        createdAt,
        `owed to ${recipient === "" ? route : `${route} (${recipient})`}: ${state}`,
      ),
    );
  if (notices.length === 0) say(storyLine(io.now(), "nobody is told: no route is named"));
}

async function giveUp(play: Play, scene: Scene, signal: AbortSignal): Done {
  const { io } = scene;
  const ended = await endDrillNow(play.drill.id, scene);
  if (!ended.ok) return notEnded(ended.failure, scene);
  if (play.json) {
    const told = await tellScore(ended.value, play, scene);
    if (!told.ok) return told;
  }
  io.terminal.err(
    signal.aborted
      ? "luota: interrupted; the drill is over, and nothing was proven"
      : `luota: ${describeUnseen(formatDuration(play.waitMs))}`,
  );
  return ok(signal.aborted ? interrupted : exitCode.notWatched);
}

/** As a shell says of a program that Ctrl-C ended. */
const interrupted = 130;

async function finish(
  play: Play,
  scene: Scene,
  signal: AbortSignal,
  say: (line: string) => void,
): Done {
  const { drill, keep } = play;
  const { watch, io } = scene;
  if (!keep) {
    const ended = await endDrillNow(drill.id, scene);
    if (!ended.ok && ended.failure.kind !== "over-already") return notEnded(ended.failure, scene);
    say(storyLine(io.now(), "the drill is over, and its incident resolved"));
  }
  const found = await watch.drills({ id: drill.id, limit: 1 });
  if (!found.ok) return found;
  const [record] = found.value;
  if (record === undefined)
    return fail({ kind: "corrupt", detail: "a drill is gone", path: scene.store.path });
  const told = await tellScore(record, play, scene);
  if (!told.ok) return told;
  if (keep) io.terminal.err(`luota: kept open; luota drill ${drill.monitor} --end ends it`);
  return ok(signal.aborted ? interrupted : exitCode.done);
}

async function tellScore(
  record: DrillRecord,
  { json, steps }: Play,
  scene: Scene,
): Promise<Result<void, StoreFailure>> {
  const { io } = scene;
  const receipts = await readReceipts(record, scene);
  if (!receipts.ok) return receipts;
  const score = scoreDrill(record.drill, record.incident?.incident ?? null, receipts.value);
  const { incident } = record;
  const exported = incident === null ? ok(false) : wasExported(scene.store, incident.number);
  if (!exported.ok) return exported;
  const name = incident === null ? null : incidentName(incident.number);
  const all = withExport(steps, name, exported.value);
  io.terminal.out(
    json
      ? jsonText(drillToJson(record, all, score, hostName()))
      : `\n${renderScore(record, score, lookOf(io.terminal), name === null ? null : (all.at(-1) ?? null))}`,
  );
  return ok(undefined);
}
