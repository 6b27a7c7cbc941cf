import { ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { Rules } from "../../daemon/rules.ts";
import { nextDrillBy } from "../../domain/drill.ts";
import { verdictOf } from "../../domain/verdict.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readLatestReadings } from "../../store/readings-read.ts";
import type { OverviewRow } from "../../store/overview-row.ts";
import type { Standing } from "../view/standing.ts";
import type { Scene } from "./scene.ts";

/** How each monitor stands now, or one of them, by name. */
export async function readStandings(
  { store, watch, rules, io }: Scene,
  monitor?: string,
): Promise<Result<ReadonlyMap<string, Standing>, StoreFailure>> {
  const now = io.now();
  const rows = await watch.overview({ now, ...(monitor === undefined ? {} : { monitor }) });
  if (!rows.ok) return rows;
  const standings = new Map(
    rows.value.map((row) => [row.monitor.name, standingOf(row, rules, now)]),
  );
  const asked = monitor === undefined ? undefined : standings.get(monitor);
  if (monitor === undefined || asked === undefined || asked.rules.freshness === null)
    return ok(standings);
  const readings = readLatestReadings(store, monitor);
  return readings.ok
    ? ok(standings.set(monitor, { ...asked, readings: readings.value }))
    : readings;
}

function standingOf(row: OverviewRow, rules: Rules, now: EpochMilliseconds): Standing {
  const { monitor, state, pauses, openIncident, lastDrillAt } = row;
  const watched = rules.watch(monitor);
  const drillBy = nextDrillBy(watched.monitor.drillEveryMs, lastDrillAt, monitor.knownSince);
  return {
    ...judged(row, watched, now),
    rules: watched.monitor,
    owner: rules.ownerOf(watched.monitor)?.title ?? null,
    configured: monitor.configured,
    nextDue: monitor.configured ? (state?.next?.slot ?? null) : null,
    pausedUntil: pauses.find(({ from, until }) => from <= now && now < until)?.until ?? null,
    incident: openIncident?.number ?? null,
    lastDrillAt,
    drillOverdue: drillBy !== null && drillBy < now,
  };
}

function judged(
  { monitor, state, pauses }: OverviewRow,
  watched: ReturnType<Rules["watch"]>,
  now: EpochMilliseconds,
): Pick<Standing, "verdict" | "reasons"> {
  if (monitor.withdrawnAt !== null) return { verdict: null, reasons: [] };
  if (state !== null) return verdictOf(watched, state, pauses, now);
  return monitor.configured
    ? { verdict: "new", reasons: [{ kind: "nothing-heard" }] }
    : { verdict: null, reasons: [] };
}
