import type { EpochMilliseconds } from "../base/time.ts";
import type { Outage } from "../domain/facts.ts";
import type { Heard } from "../domain/heard.ts";
import type { DriftRule } from "../domain/monitor.ts";
import { outagesBetween, watchTolerance } from "../domain/outages.ts";
import { factsSince, unmetSince } from "../domain/wake.ts";
import { readConfigNumber } from "./configs.ts";
import { driftsOfRun } from "./drift-read.ts";
import { readDrillsGoingOn } from "./drills.ts";
import type { NumberedIncident } from "./incident-row.ts";
import { readIncidentOfDrill, readLatestIncident } from "./incidents-read.ts";
import type { KnownMonitor } from "./known-monitor.ts";
import { readKnownMonitor } from "./known-monitors.ts";
import { findDue, isLeftAlone, readState, readVersion } from "./monitor-states.ts";
import { findMonitorsWithNews, readNews } from "./news.ts";
import { readGroups, readHeldNotices, readOutbox } from "./notices-read.ts";
import { readPauseSpans } from "./pauses.ts";
import { readSilences } from "./silences.ts";
import { readUnmet } from "./slots.ts";
import type { Store } from "./store.ts";
import type {
  FactsQuestion,
  FailedLook,
  IncidentFacts,
  MonitorFacts,
  TickFacts,
} from "./tick-facts.ts";
import { readFirstWatch, readWatches } from "./watch-spans.ts";

/** Reads what is to be judged now. Call it within one snapshot. */
export function readTickFacts(store: Store, question: FactsQuestion): TickFacts {
  const { now } = question;
  const config = readConfigNumber(store);
  if (config !== question.config) return { kind: "other-config", config };
  const outages = outagesOf(store);
  const monitors: MonitorFacts[] = [];
  const unreadable: Omit<FailedLook, "until">[] = [];
  for (const number of findMonitors(store, question)) {
    const monitor = readKnownMonitor(store, number);
    if (monitor === null) continue;
    try {
      monitors.push(readMonitorFacts(store, monitor, question, outages));
    } catch (error) {
      const version = readVersion(store, number);
      unreadable.push({ monitor, version, error: String(error) });
    }
  }
  return {
    kind: "facts",
    monitors,
    unreadable,
    silences: readSilences(store, now),
    held: readHeldNotices(store),
    groups: readGroups(store, now),
  };
}

function findMonitors(store: Store, question: FactsQuestion): readonly number[] {
  const { now, limit, except } = question;
  const most = limit + except.size;
  const withNews = findMonitorsWithNews(store, most).filter(
    (number) => !isLeftAlone(store, number, now),
  );
  const found = new Set([...findDue(store, now, most), ...withNews]);
  return [...found].filter((number) => !except.has(number)).slice(0, limit);
}

type OutagesOf = (monitor: KnownMonitor, since: EpochMilliseconds) => readonly Outage[];

function readMonitorFacts(
  store: Store,
  monitor: KnownMonitor,
  question: FactsQuestion,
  outagesFor: OutagesOf,
): MonitorFacts {
  const { number } = monitor;
  const { version, state } = readState(store, number);
  const news = readNews(store, number);
  const watched = question.watch(monitor);
  const since = factsSince(watched, state);
  const heard = withDrift(store, news.heard, watched.monitor.drift);
  return {
    monitor,
    version,
    facts: {
      watched,
      state,
      heard,
      unmet:
        watched.schedule.kind === "none"
          ? []
          : readUnmet(store, number, unmetSince(watched, state, heard)),
      outages: outagesFor(monitor, since),
      pauses: readPauseSpans(store, number, since),
    },
    heardUpTo: news.upTo,
    more: news.more,
    incident: withOutbox(store, readLatestIncident(store, number)),
    drills: readDrillsGoingOn(store, number).map((drill) => ({
      drill,
      incident: withOutbox(store, readIncidentOfDrill(store, drill.id)),
    })),
  };
}

/** Read for runs that just ended, and only where drift is to be an incident. */
function withDrift(
  store: Store,
  heard: readonly Heard[],
  rule: DriftRule | undefined,
): readonly Heard[] {
  if (rule?.mode !== "incident") return heard;
  return heard.map((each) =>
    each.kind === "ended"
      ? { ...each, drifted: driftsOfRun(store, each.run, rule).length > 0 }
      : each,
  );
}

function withOutbox(store: Store, found: NumberedIncident | null): IncidentFacts | null {
  return found === null ? null : { ...found, outbox: readOutbox(store, found.number) };
}

/** Outages that end after an instant; read once for all monitors that ask for about the same time. */
function outagesOf(store: Store): OutagesOf {
  let known: { readonly since: EpochMilliseconds; readonly outages: readonly Outage[] } | null =
    null;
  const first = readFirstWatch(store);
  return (monitor, since) => {
    if (known === null || known.since > since)
      known = { since, outages: outagesBetween(readWatches(store, since)) };
    const outages = known.outages.filter((outage) => outage.until > since);
    // Before anybody ever watched, nobody did.
    const unwatched = first !== null && first - monitor.cadenceSince > watchTolerance;
    if (!unwatched || first <= since) return outages;
    return [{ kind: "luota", from: monitor.cadenceSince, until: first }, ...outages];
  };
}
