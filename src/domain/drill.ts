import { fail, ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { noDetail } from "./judge-work.ts";
import type { BreakDetail, Turn } from "./cause.ts";

export const drillKinds = ["missed", "failing", "unproven", "stale"] as const;

export type DrillKind = (typeof drillKinds)[number];

/**
 * A deliberate break, as plain JSON. It is judged beside the monitor's own story, so that statistics
 * and real incidents are untouched.
 */
export interface Drill {
  readonly id: string;
  readonly monitor: string;
  readonly kind: DrillKind;
  readonly startedAt: EpochMilliseconds;
  readonly by: string;
  /** The marked slot that nothing will meet. */
  readonly slot: EpochMilliseconds;
  /** The instant at which the promise breaks. */
  readonly breaksAt: EpochMilliseconds;
  /** `armed`: not judged yet. `broken`: a watcher saw it. `over`: ended on purpose. */
  readonly state: "armed" | "broken" | "over";
}

/** Why a drill can't begin. */
export type DrillFailure =
  /** A real incident is open: nobody should have to tell the two apart. */
  | { readonly kind: "open-incident" }
  | { readonly kind: "drill-going-on"; readonly id: string }
  | { readonly kind: "paused"; readonly until: EpochMilliseconds }
  | { readonly kind: "silenced"; readonly until: EpochMilliseconds };

export interface DrillRequest {
  readonly id: string;
  readonly monitor: string;
  readonly kind: DrillKind;
  readonly by: string;
}

/** What stands against a drill now. */
export interface DrillScene {
  readonly hasOpenIncident: boolean;
  readonly goingOn: string | null;
  readonly pausedUntil: EpochMilliseconds | null;
  readonly silencedUntil: EpochMilliseconds | null;
}

/** A drill waits for nobody's grace: its slot is now, and is missed a moment later. */
const drillGrace: Milliseconds = 1_000;

/** Arms a drill: the next watcher to look will find its promise broken. */
export function armDrill(
  request: DrillRequest,
  scene: DrillScene,
  now: EpochMilliseconds,
): Result<Drill, DrillFailure> {
  if (scene.hasOpenIncident) return fail({ kind: "open-incident" });
  if (scene.goingOn !== null) return fail({ kind: "drill-going-on", id: scene.goingOn });
  if (scene.pausedUntil !== null) return fail({ kind: "paused", until: scene.pausedUntil });
  if (scene.silencedUntil !== null) return fail({ kind: "silenced", until: scene.silencedUntil });
  const breaksAt = now + (request.kind === "missed" ? drillGrace : 0);
  return ok({ ...request, startedAt: now, slot: now, breaksAt, state: "armed" });
}

/** Judges an armed drill; the same drill and no turns while there is nothing to see. */
export function judgeDrill(
  drill: Drill,
  now: EpochMilliseconds,
): { readonly drill: Drill; readonly turns: readonly Turn[] } {
  if (drill.state !== "armed" || drill.breaksAt >= now) return { drill, turns: [] };
  const { kind: cause, breaksAt: at } = drill;
  const turn: Turn = { kind: "began", cause, at, gap: null, detail: detailOf(drill) };
  return { drill: { ...drill, state: "broken" }, turns: [turn] };
}

function detailOf({ kind, slot }: Drill): BreakDetail {
  switch (kind) {
    case "missed":
      return { ...noDetail, slot };
    case "failing":
      return { ...noDetail, outcome: "failed" };
    case "unproven":
      return { ...noDetail, outcome: "unproven", missing: ["drill"] };
    case "stale":
      return noDetail;
  }
}

/** Ends a drill: its incident, if it came to one, resolves as after a good run. */
export function endDrill(
  drill: Drill,
  now: EpochMilliseconds,
): { readonly drill: Drill; readonly turns: readonly Turn[] } {
  const over: Drill = { ...drill, state: "over" };
  if (drill.state !== "broken") return { drill: over, turns: [] };
  const by = { kind: "drill-over" } as const;
  return {
    drill: over,
    turns: [
      { kind: "ended", cause: drill.kind, at: now, by },
      { kind: "proof", at: now, run: null },
    ],
  };
}

/** When a drill is to be looked at; null when it needs no look. */
export function drillDueAt(drill: Drill): EpochMilliseconds | null {
  return drill.state === "armed" ? drill.breaksAt + 1 : null;
}

/** When the next drill of a monitor is overdue; null where nobody asked for drills. */
export function nextDrillBy(
  drillEveryMs: Milliseconds | null,
  lastDrillAt: EpochMilliseconds | null,
  knownSince: EpochMilliseconds,
): EpochMilliseconds | null {
  return drillEveryMs === null ? null : (lastDrillAt ?? knownSince) + drillEveryMs;
}
