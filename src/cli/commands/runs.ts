import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import { parseMonitorName } from "../../domain/monitor-name.ts";
import { readRuns, type RunsQuestion } from "../../store/runs-page.ts";
import { readMonitorNames } from "../../store/monitors-read.ts";
import type { Store } from "../../store/store.ts";
import { describeNameFailure } from "../complain/run.ts";
import { describeUnknown } from "../complain/unknown.ts";
import type { Io } from "../io.ts";
import { readLimit, readOutcomes, readSince } from "../read-options.ts";
import type { RunsOptions } from "../options.ts";
import { nothingRecordedIn } from "../view/empty.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { runToJson } from "../view/run-json.ts";
import { renderRuns } from "../view/runs.ts";
import { placeOf, readOr, withStore } from "./with-store.ts";

export function runs(name: string | undefined, options: RunsOptions, io: Io): number {
  const asked = questionOf(name, options, io);
  if (!asked.ok) {
    io.terminal.err(`luota: ${asked.failure}`);
    return exitCode.usage;
  }
  return withStore(options, io, (store) => {
    if (store !== null && name !== undefined) {
      const names = readMonitorNames(store);
      if (names.ok && !names.value.includes(name)) {
        io.terminal.err(`luota: ${describeUnknown(name, names.value)}`);
        return exitCode.usage;
      }
    }
    return readOr(store === null ? [] : readRuns(store, asked.value), io, (found) => {
      if (options.json === true) io.terminal.out(jsonText(found.map(runToJson)));
      else if (found.length === 0 && isEmpty(store))
        io.terminal.out(nothingRecordedIn(placeOf(options, io)));
      else io.terminal.out(renderRuns(found, lookOf(io.terminal), io.now()));
      return exitCode.done;
    });
  });
}

function questionOf(
  name: string | undefined,
  options: RunsOptions,
  io: Io,
): Result<RunsQuestion, string> {
  const monitor = name === undefined ? ok(undefined) : parseMonitorName(name);
  if (!monitor.ok) return { ok: false, failure: describeNameFailure(monitor.failure) };
  const limit = readLimit(options.limit);
  if (!limit.ok) return limit;
  const since = readSince(options.since, io.now());
  if (!since.ok) return since;
  const outcomes = readOutcomes(options.outcome);
  if (!outcomes.ok) return outcomes;
  return ok({
    limit: limit.value,
    // JSON carries the whole record of each run.
    outputs: options.json === true,
    ...(monitor.value === undefined ? {} : { monitor: monitor.value }),
    ...(since.value === undefined ? {} : { since: since.value }),
    ...(outcomes.value === undefined ? {} : { outcomes: outcomes.value }),
  });
}

function isEmpty(store: Store | null): boolean {
  if (store === null) return true;
  const names = readMonitorNames(store);
  return names.ok && names.value.length === 0;
}
