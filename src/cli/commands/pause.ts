import { formatDuration } from "../../base/duration.ts";
import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { readMonitorNames } from "../../store/monitors-read.ts";
import type { Pause } from "../../store/pause-row.ts";
import { describeUnknown } from "../complain/unknown.ts";
import type { Io } from "../io.ts";
import type { KeepOptions } from "../options.ts";
import { jsonText } from "../view/json.ts";
import { renderPauses, spanToJson } from "../view/quiet-times.ts";
import { lookOf } from "../view/look.ts";
import { momentOf } from "../../domain/words/when.ts";
import type { Done, Scene } from "./scene.ts";
import { readUntil } from "./until.ts";
import { withWatch } from "./with-watch.ts";

/** `luota pause NAME --for 2h`: nothing is expected of it until then. Without a name: what is paused. */
export async function pause(
  name: string | undefined,
  options: KeepOptions,
  io: Io,
): Promise<number> {
  const nothing = () => noMonitor(name, options, io);
  if (name === undefined)
    return await withWatch(options, io, (scene) => list(options, scene), nothing);
  const until = readUntil(options, io.now());
  if (!until.ok) {
    io.terminal.err(`luota: ${until.failure}`);
    return exitCode.usage;
  }
  return await withWatch(
    options,
    io,
    async (scene): Done => {
      const { watch, actor } = scene;
      const now = io.now();
      const request = { monitor: name, until: until.value, reason: options.reason ?? null };
      const paused = await watch.pause(request, { by: actor, now });
      if (!paused.ok)
        return paused.failure.kind === "no-such-monitor"
          ? unknown(name, scene)
          : { ok: false, failure: paused.failure };
      const length = formatDuration(paused.value.until - now);
      io.terminal.out(
        options.json === true
          ? jsonText(spanToJson(paused.value))
          : `${name} is paused until ${momentOf(paused.value.until, now)} (${length}); luota resume ${name} ends it`,
      );
      return await mentionIncident(name, scene);
    },
    nothing,
  );
}

/** `luota resume NAME`. */
export async function resume(name: string, options: KeepOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    async (scene): Done => {
      const { watch, actor } = scene;
      const now = io.now();
      const ended = await watch.resume(
        { monitor: name, note: options.note ?? null },
        { by: actor, now },
      );
      if (!ended.ok)
        return ended.failure.kind === "no-such-monitor"
          ? unknown(name, scene)
          : { ok: false, failure: ended.failure };
      io.terminal.out(
        options.json === true
          ? jsonText(ended.value.map((pause) => spanToJson({ ...pause, until: now })))
          : resumed(name, ended.value, now),
      );
      return ok(exitCode.done);
    },
    () => noMonitor(name, options, io),
  );
}

function resumed(name: string, ended: readonly Pause[], now: EpochMilliseconds): string {
  if (ended.length === 0) return `${name} was not paused; nothing changed`;
  const until = Math.max(...ended.map((pause) => pause.until));
  return `${name} is watched again; it was to be paused until ${momentOf(until, now)}`;
}

async function list(options: KeepOptions, { watch, io }: Scene): Done {
  const pauses = await watch.pauses(io.now());
  if (!pauses.ok) return pauses;
  io.terminal.out(
    options.json === true
      ? jsonText(pauses.value.map(spanToJson))
      : renderPauses(pauses.value, lookOf(io.terminal), io.now()),
  );
  return ok(exitCode.done);
}

/** A pause expects nothing new; what is broken already stays open. */
async function mentionIncident(monitor: string, { watch, io }: Scene): Done {
  const open = await watch.incidents({ monitor, state: "open", drills: "without", limit: 1 });
  if (!open.ok) return open;
  for (const { number } of open.value)
    io.terminal.err(
      `luota: INC-${number} of ${monitor} stays open; luota ack INC-${number} ends its reminders`,
    );
  return ok(exitCode.done);
}

function unknown(name: string, { store, io }: Scene) {
  const names = readMonitorNames(store);
  if (!names.ok) return names;
  io.terminal.err(`luota: ${describeUnknown(name, names.value)}`);
  return ok(exitCode.usage);
}

function noMonitor(name: string | undefined, options: KeepOptions, io: Io): number {
  if (name === undefined) {
    io.terminal.out(options.json === true ? "[]\n" : "Nothing is paused.\n");
    return exitCode.done;
  }
  io.terminal.err(`luota: ${describeUnknown(name, [])}`);
  return exitCode.usage;
}
