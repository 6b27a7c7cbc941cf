import { differences } from "./differences.ts";
import { greenSignals } from "./green-signals.ts";
import { isOpen } from "./incident-change.ts";
import { incidentToJson } from "./incident-json.ts";
import type { Story } from "./message.ts";
import { badgeOf } from "./story-badge.ts";
import type { StoryFacts } from "./story-facts.ts";
import { headlineOf } from "./story-headline.ts";
import { storyLines } from "./story-lines.ts";
import { storyOutput } from "./story-output.ts";
import { tellingCause } from "./telling-cause.ts";
import { incidentName } from "./words/incident.ts";

/** More is for `luota why`. */
const mostDifferences = 5;

/** Composes what a message tells of an incident: everything for a break, little for what follows it. */
export function composeStory(facts: StoryFacts): Story {
  const { number, incident, kind, rules, run, lastGood, world, now, host } = facts;
  const cause = tellingCause(incident, kind, facts.timeline);
  const isDrill = incident.drill !== null;
  const tellsBreak = kind !== "acknowledged" && kind !== "resolved";
  const canAcknowledge = incident.state === "opened";
  const name = incidentName(number);
  return {
    incident: number,
    key: `${facts.store}/${name}`,
    kind,
    monitor: incident.monitor,
    host,
    severity: incident.severity,
    drill: isDrill,
    happenedAt: incident.happenedAt,
    badge: badgeOf(kind, cause, isDrill),
    headline: headlineOf(facts, cause),
    facts: storyLines(facts, cause),
    greenSignals: tellsBreak ? greenSignals(cause, run, world, now) : [],
    differences:
      tellsBreak && !isDrill
        ? differences({ run, lastGood, world, now })
            .slice(0, mostDifferences)
            .map(({ text }) => text)
        : [],
    output: tellsBreak ? storyOutput(run?.end?.output ?? null) : null,
    runbook: isOpen(incident) ? rules.runbook : null,
    acknowledgeUrl: canAcknowledge ? facts.acknowledgeUrl : null,
    acknowledgeCommand: canAcknowledge ? `luota ack ${name}` : null,
    json: incidentToJson({ number, incident }, host),
  };
}
