import { parseDuration } from "../../base/duration.ts";
import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { beginDrill } from "../../daemon/drill.ts";
import { drillKinds, type Drill } from "../../domain/drill.ts";
import { newId } from "../../recorder/run-id.ts";
import { lastExportedDrill } from "../../store/exports.ts";
import { readMonitorNames, readMonitorSummaries } from "../../store/monitors-read.ts";
import type { MonitorSummary } from "../../domain/summary.ts";
import { describeDrillFailure } from "../complain/drill.ts";
import { quote } from "../complain/quote.ts";
import { describeUnknown } from "../complain/unknown.ts";
import { interruptible } from "../interruption.ts";
import type { Io } from "../io.ts";
import type { DrillOptions } from "../options.ts";
import { drillSteps } from "../view/drill.ts";
import type { DrillStep } from "../view/drill-step.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { shortId } from "../../domain/words/short-id.ts";
import { ageOf } from "../../domain/words/when.ts";
import { endGoingOn } from "./drill-end.ts";
import { playDrill, type Play } from "./drill-play.ts";
import type { Done, Scene } from "./scene.ts";
import { withWatch } from "./with-watch.ts";

/** `luota drill NAME`: a deliberate bad day on the real path, judged by whoever watches here. */
export async function drill(name: string, options: DrillOptions, io: Io): Promise<number> {
  const kind = drillKinds.find((each) => each === options.kind);
  const wait = parseDuration(options.wait);
  const ackWithin = options.ackWithin === undefined ? ok(null) : parseDuration(options.ackWithin);
  const wrong =
    kind === undefined
      ? `--kind: ${quote(options.kind)} is none of ${drillKinds.join(", ")}`
      : !wait.ok
        ? `--wait: ${quote(options.wait)} is no length of time such as 90s`
        : ackWithin.ok
          ? null
          : `--ack-within: ${quote(options.ackWithin ?? "")} is no length of time such as 5m`;
  if (wrong !== null || kind === undefined || !wait.ok || !ackWithin.ok) {
    io.terminal.err(`luota: ${wrong ?? ""}`);
    return exitCode.usage;
  }
  const times = { waitMs: wait.value, ackWithinMs: ackWithin.value };
  return await withWatch(
    options,
    io,
    (scene) =>
      options.end === true
        ? endGoingOn(name, scene)
        : begin(
            name,
            { kind, ...times, keep: options.keep === true, json: options.json === true },
            scene,
          ),
    () => {
      io.terminal.err(`luota: ${describeUnknown(name, [])}`);
      return exitCode.usage;
    },
  );
}

async function begin(
  name: string,
  wanted: Omit<Play, "drill" | "steps"> & { readonly kind: Drill["kind"] },
  scene: Scene,
): Done {
  const { store, watch, rules, actor, io } = scene;
  const summaries = readMonitorSummaries(store, { history: 1, monitor: name });
  if (!summaries.ok) return summaries;
  const [monitor] = summaries.value;
  if (monitor === undefined) return unknown(name, scene);
  const now = io.now();
  const request = { id: newId(), monitor: name, kind: wanted.kind, by: actor.user ?? "somebody" };
  const armed = await beginDrill(watch, rules, request, { by: actor, now });
  if (armed.ok) {
    const exported = lastExportedDrill(store, name);
    if (!exported.ok) return exported;
    const steps = stepsOf(monitor, wanted.kind, exported.value, scene);
    return await interruptible((signal) =>
      playDrill({ ...wanted, drill: armed.value, steps }, scene, signal),
    );
  }
  const { failure } = armed;
  if (failure.kind === "no-such-monitor") return unknown(name, scene);
  if ("path" in failure) return { ok: false, failure };
  const open = await watch.incidents({ monitor: name, state: "open", drills: "with", limit: 1 });
  if (!open.ok) return open;
  const [incident] = open.value;
  const known = incident === undefined ? null : incidentName(incident.number);
  io.terminal.err(`luota: ${describeDrillFailure(name, failure, known)}`);
  return ok(exitCode.broken);
}

function unknown(name: string, { store, io }: Scene) {
  const names = readMonitorNames(store);
  if (!names.ok) return names;
  io.terminal.err(`luota: ${describeUnknown(name, names.value)}`);
  return ok(exitCode.usage);
}

function stepsOf(
  { name, lastSuccess }: MonitorSummary,
  kind: Drill["kind"],
  exported: number | null,
  { rules, io }: Scene,
): readonly DrillStep[] {
  const promise = rules.monitorNamed(name);
  const owner = rules.ownerOf(promise);
  const routes = promise.routes ?? owner?.routes ?? [];
  const parts: readonly (readonly [string, boolean])[] = [
    ["owner", owner !== null],
    ["cadence", promise.cadence.kind !== "none" || promise.freshness !== null],
    ["route", routes.length > 0],
    ["runbook", promise.runbook !== null],
  ];
  const success =
    lastSuccess === null
      ? null
      : `run ${shortId(lastSuccess.start.id)}, ${ageOf(lastSuccess.start.startedAt, io.now())}`;
  return drillSteps({
    monitor: name,
    configured: rules.config?.monitors.some((each) => each.name === name) === true,
    lacks: parts.filter(([, has]) => !has).map(([part]) => part),
    lastSuccess: success,
    kind,
    exported: exported === null ? null : incidentName(exported),
  });
}
