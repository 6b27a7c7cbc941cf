import { formatDuration } from "../../base/duration.ts";
import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { matchesNamePattern } from "../../domain/name-pattern.ts";
import { readMonitorNames } from "../../store/monitors-read.ts";
import type { StoredSilence } from "../../store/pause-row.ts";
import { quote } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import type { KeepOptions } from "../options.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderSilences, spanToJson } from "../view/quiet-times.ts";
import { momentOf } from "../../domain/words/when.ts";
import type { Done, Scene } from "./scene.ts";
import { readUntil } from "./until.ts";
import { withWatch } from "./with-watch.ts";

/** `luota silence NAME|PATTERN --for 2h --reason …`: incidents open as ever, and nobody is told. */
export async function silence(
  pattern: string | undefined,
  options: KeepOptions,
  io: Io,
): Promise<number> {
  if (pattern === undefined)
    return await withWatch(
      options,
      io,
      (scene) => list(options, scene),
      () => print([], options, io),
    );
  const checked = checkPattern(pattern);
  const asked = checked.ok && options.end !== true ? askedFor(options, io.now()) : checked;
  if (!asked.ok) {
    io.terminal.err(`luota: ${asked.failure}`);
    return exitCode.usage;
  }
  return await withWatch(options, io, (scene) =>
    options.end === true ? end(pattern, options, scene) : begin(pattern, options, scene),
  );
}

function checkPattern(pattern: string): Result<string, string> {
  return /^[A-Za-z0-9._\-/*?]{1,128}$/u.test(pattern)
    ? ok(pattern)
    : fail(`${quote(pattern)} is no monitor's name or pattern such as billing-* (quote the star)`);
}

function askedFor(options: KeepOptions, now: number): Result<unknown, string> {
  if ((options.reason ?? "").trim() === "")
    return fail('a silence needs a reason: --reason "the share moves to new disks"');
  return readUntil(options, now);
}

async function begin(
  pattern: string,
  options: KeepOptions,
  { store, watch, actor, io }: Scene,
): Done {
  const now = io.now();
  const until = readUntil(options, now);
  const request = {
    monitor: pattern,
    until: until.ok ? until.value : now,
    reason: options.reason ?? "",
  };
  const silenced = await watch.silence(request, { by: actor, now });
  if (!silenced.ok) return silenced;
  const names = readMonitorNames(store);
  if (!names.ok) return names;
  const covered = names.value.filter((name) => matchesNamePattern(pattern, name));
  const many = covered.length === 1 ? "1 monitor" : `${covered.length} monitors`;
  const length = formatDuration(silenced.value.until - now);
  io.terminal.out(
    options.json === true
      ? jsonText(spanToJson(silenced.value))
      : `nobody is told of ${pattern} (${many}) until ${momentOf(silenced.value.until, now)} (${length}); incidents open as ever`,
  );
  if (covered.length === 0)
    io.terminal.err(`luota: no monitor is named ${quote(pattern)} yet; luota status lists them`);
  return ok(exitCode.done);
}

async function end(pattern: string, options: KeepOptions, { watch, actor, io }: Scene): Done {
  const now = io.now();
  const request = { monitor: pattern, note: options.note ?? options.reason ?? null };
  const ended = await watch.endSilence(request, { by: actor, now });
  if (!ended.ok) return ended;
  if (options.json === true) io.terminal.out(jsonText(ended.value.map(spanToJson)));
  else if (ended.value.length > 0) io.terminal.out(`the silence of ${pattern} is over`);
  if (ended.value.length > 0) return ok(exitCode.done);
  const others = await watch.silences(now);
  if (!others.ok) return others;
  const names = others.value.map(({ monitor }) => monitor);
  io.terminal.err(
    `luota: no silence of ${quote(pattern)} from the command line goes on; ${names.length === 0 ? "nor does any other" : `there are: ${names.join(", ")}`} (those of the config end in the config)`,
  );
  return ok(exitCode.usage);
}

async function list(options: KeepOptions, { watch, io }: Scene): Done {
  const silences = await watch.silences(io.now());
  return silences.ok ? ok(print(silences.value, options, io)) : silences;
}

function print(silences: readonly StoredSilence[], options: KeepOptions, io: Io): number {
  io.terminal.out(
    options.json === true
      ? jsonText(silences.map(spanToJson))
      : renderSilences(silences, lookOf(io.terminal), io.now()),
  );
  return exitCode.done;
}
