import { ok, type Result } from "../base/result.ts";
import { commitTick } from "./commit-write.ts";
import { applyConfig } from "./config-apply.ts";
import { readConfig, readConfigNumber, readConfigs } from "./configs.ts";
import { armDrill, endDrill, readDrills } from "./drills.ts";
import { readTickFacts } from "./facts-read.ts";
import { readIncidents } from "./incidents-read.ts";
import { readIncidentRecord } from "./incident-record.ts";
import { readNextDue } from "./monitor-states.ts";
import { readGroups, readNotices } from "./notices-read.ts";
import { readHealth, readOverview } from "./overview-read.ts";
import { openDelivering } from "./outbox.ts";
import { passOn, readStranded } from "./pass-on.ts";
import { pauseMonitor, readPauses, resumeMonitor } from "./pauses.ts";
import { addSilence, endSilences, readSilences } from "./silences.ts";
import { readSlots } from "./slots.ts";
import { readTogether } from "./snapshot.ts";
import { commitStory } from "./story-commit.ts";
import type { Store } from "./store.ts";
import { tidy } from "./tidy.ts";
import type { WatchStore } from "./watch.ts";
import { openWeighing } from "./weighing.ts";
import { beatWatch, beginWatch, endWatch } from "./watch-begin.ts";
import { readWatchSpans } from "./watch-spans.ts";

/** What the watcher and the commands ask, answered by an open SQLite store. */
export function openWatchStore(store: Store): WatchStore {
  const read = <Value>(work: () => Value) => Promise.resolve(readTogether(store, work));
  const done = <Value, Failure>(result: Result<Value, Failure>) => Promise.resolve(result);
  return {
    tidy: (places, question) => done(tidy(store, places, question)),
    facts: (question) => read(() => readTickFacts(store, question)),
    commit: (commit) => done(isEmpty(commit) ? ok(nothingCommitted) : commitTick(store, commit)),
    nextDue: () => read(() => readNextDue(store)),
    beginWatch: (watcher, sight, now) => done(beginWatch(store, watcher, sight, now)),
    beat: (span, now) => done(beatWatch(store, span, now)),
    endWatch: (span, now) => done(endWatch(store, span, now)),

    config: () => read(() => readConfig(store)),
    configNumber: () => read(() => readConfigNumber(store)),
    applyConfig: (config, deed) => done(applyConfig(store, config, deed)),
    configHistory: (limit) => read(() => readConfigs(store, limit)),

    groups: (now) => read(() => readGroups(store, now)),
    commitStory: (story, deed) => done(commitStory(store, story, deed)),
    pause: (request, deed) => done(pauseMonitor(store, request, deed)),
    resume: (request, deed) => done(resumeMonitor(store, request, deed)),
    silence: (request, deed) => done(addSilence(store, request, deed)),
    endSilence: (request, deed) => done(endSilences(store, request, deed)),
    armDrill: (drill, deed) => done(armDrill(store, drill, deed)),
    endDrill: (drill, deed) => done(endDrill(store, drill, deed)),

    incidents: (question) => read(() => readIncidents(store, question)),
    incident: (number) => read(() => readIncidentRecord(store, number)),
    overview: (question) => read(() => readOverview(store, question)),
    slots: (question) => read(() => readSlots(store, question)),
    notices: (question) => read(() => readNotices(store, question)),
    pauses: (now) => read(() => readPauses(store, now)),
    silences: (now) => read(() => readSilences(store, now)),
    drills: (question) => read(() => readDrills(store, question)),
    watchSpans: ({ limit }) => read(() => readWatchSpans(store, limit)),
    health: (now) => read(() => readHealth(store, now)),

    ...openWeighing(store),
    ...openDelivering(store),
    stranded: (question) => read(() => readStranded(store, question)),
    passOn: (instead, routes, deed) => done(passOn(store, instead, routes, deed)),
  };
}

const nothingCommitted = { monitors: [], failed: [], incidents: [] };

function isEmpty(commit: Parameters<WatchStore["commit"]>[0]): boolean {
  return commit.monitors.length + commit.failed.length + commit.reheld.length === 0;
}
