import { toIso, toIsoOrNull, type EpochMilliseconds } from "../base/time.ts";
import { formatDuration } from "../base/duration.ts";
import type { Incident } from "../domain/incident.ts";
import { explainIncident } from "../domain/explain.ts";
import { factsOf } from "../domain/incident-facts.ts";
import { missedSlot } from "./missed-slot.ts";
import type { World } from "../domain/world.ts";
import { tellingCause } from "../domain/telling-cause.ts";
import { breakWithTime } from "../domain/words/break.ts";
import { cadenceWords } from "../domain/words/cadence.ts";
import { expectedWords } from "../domain/words/expected.ts";
import { becauseWords, gapWords } from "../domain/words/gap.ts";
import { incidentName } from "../domain/words/incident.ts";
import { runWords } from "../domain/words/run.ts";
import { composeDelivery } from "./compose-delivery.ts";
import { composeIncident } from "./compose-incident.ts";
import { composeNotices, composeTold } from "./compose-notices.ts";
import { acknowledgementsOf, notesOf, retrySteps, reviewsOf } from "./compose-people.ts";
import { composeTimeline } from "./compose-timeline.ts";
import type { RecordDrill, RecordPromise, RecordQuiet } from "./document-parts.ts";
import { recordSchema, type IncidentRecordDocument } from "./document.ts";
import type { QuietTime, RecordFacts } from "./facts.ts";

/** Every instant is told with its date, for who knows when it is read. */
const noDay: EpochMilliseconds = 0;

/** Composes the record of an incident as it stands. */
export function composeRecord(facts: RecordFacts): IncidentRecordDocument {
  const { story, drill, by, version, chain } = facts;
  const { number, incident, timeline, store, host, run, rules, now } = story;
  const runs = run !== null && run.end === null && run.lost === null;
  const clock = runs ? now : noDay;
  const explained = explainIncident(
    { ...story, world: before(story), now: clock, acknowledgeUrl: null },
    [],
  );
  const cause = tellingCause(incident, "opened", timeline);
  const detail = factsOf(incident);
  const gap = cause === null ? null : gapWords(cause.kind, cause.detail);
  const expected = cause === null ? null : expectedWords(cause, rules, noDay);
  const broke = cause === null ? "is broken" : breakWithTime(cause, noDay);
  const stake =
    rules.promise === null || incident.drill !== null ? "" : `; at stake: ${rules.promise}`;
  return {
    schema: recordSchema,
    id: incidentName(number),
    key: `${store}/${incidentName(number)}`,
    revision: incident.revision,
    exported: { at: toIso(now), by: { user: by.user, host: by.host }, luota: version },
    workspace: facts.workspace,
    host,
    drill: incident.drill === null ? null : composeDrill(incident.drill, drill),
    headline: `${incident.drill === null ? "" : "This is a drill, nothing was really broken: "}${incident.monitor} ${broke}${stake}`,
    standing: standing(incident, now),
    promise: composePromise(facts),
    expected:
      expected === null ? null : { slot: toIsoOrNull(missedSlot(incident)), words: expected },
    greenSignals: explained.greenSignals,
    gap: {
      words: gap ?? `${incident.monitor} ${broke}`,
      missing: detail.missing,
      because: detail.because === null ? null : becauseWords(detail.because),
    },
    incident: composeIncident(incident),
    differences: explained.compared
      ? explained.differences.map(({ kind, text }) => ({ kind, text }))
      : null,
    timeline: composeTimeline(facts),
    runs: facts.runs.map((found) => ({
      ...{ role: found.role, words: runWords(found.run, noDay), seq: found.seq, run: found.json },
    })),
    moreRuns: facts.moreRuns,
    notices: composeNotices(facts),
    acknowledgements: acknowledgementsOf(timeline),
    escalations: composeTold(facts.notices, "escalated"),
    reminders: composeTold(facts.notices, "reminder"),
    quiet: facts.quiet.map(composeQuiet),
    delivery: composeDelivery(facts),
    retry: retrySteps(facts),
    notes: notesOf(timeline),
    reviews: reviewsOf(timeline),
    chain: { store, seq: chain.seq, hash: chain.hash },
  };
}

/** What was known when it was noticed: what came later explains nothing. */
function before({ world, incident: { noticedAt } }: RecordFacts["story"]): World {
  return {
    ...world,
    configs: world.configs.filter(({ at }) => at <= noticedAt),
    outages: world.outages.filter(({ from }) => from <= noticedAt),
  };
}

function standing({ severity, resolvedAt, happenedAt, flapping }: Incident, now: number): string {
  const lasted = formatDuration((resolvedAt ?? now) - happenedAt);
  const state = resolvedAt === null ? `broken for ${lasted}` : `mended after ${lasted}`;
  return [`severity ${severity}`, state, ...(flapping ? ["flapping"] : [])].join(" · ");
}

function composePromise({ story, routes, runbookText, config }: RecordFacts): RecordPromise {
  const { rules, owner, incident } = story;
  return {
    monitor: incident.monitor,
    promise: rules.promise,
    owner,
    severity: incident.severity,
    runbook: rules.runbook,
    runbookText,
    cadence: cadenceWords(rules.cadence),
    evidence: rules.evidence.map(({ name }) => name),
    routes,
    config,
  };
}

function composeDrill(id: string, drill: RecordFacts["drill"]): RecordDrill {
  if (drill === null) return { id, kind: null, by: null, startedAt: null };
  return { id, kind: drill.kind, by: drill.by, startedAt: toIso(drill.startedAt) };
}

function composeQuiet({ kind, monitors, from, until, reason, by }: QuietTime): RecordQuiet {
  return { kind, monitors, from: toIso(from), until: toIso(until), reason, by };
}
