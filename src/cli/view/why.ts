import type { Json, JsonObject } from "../../base/json.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { Explanation } from "../../domain/explain.ts";
import { incidentToJson } from "../../domain/incident-json.ts";
import { nextSteps } from "../../domain/next-steps.ts";
import type { StoryFacts } from "../../domain/story-facts.ts";
import { beforeWords } from "../../domain/words/before.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { differenceLines, differenceToJson } from "./difference-lines.ts";
import { renderFields, type Field } from "./fields.ts";
import { renderSteps } from "./incident.ts";
import type { Look } from "./look.ts";
import { renderHeading } from "./queue.ts";
import { runToJson } from "./run-json.ts";

export interface Explained {
  readonly story: StoryFacts;
  readonly explanation: Explanation;
}

/** Promise, green signals and gap, what is different, how often before, and what to do. */
export function renderWhy({ story, explanation }: Explained, look: Look): string {
  const { now } = story;
  const sections = [
    renderHeading(story, look, now),
    renderFields(whyFields(explanation, now), look),
    renderSteps(nextSteps(story), look),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function whyFields(explanation: Explanation, now: EpochMilliseconds): readonly Field[] {
  const { facts, greenSignals, earlier } = explanation;
  return [
    ...facts.map(({ label, text }): Field => [label.toLowerCase(), text]),
    ["green signals", greenSignals.length === 0 ? null : greenSignals.join("; ")],
    ["different", differenceLines(explanation)],
    ["before", beforeWords(earlier, now)],
  ];
}

/** The incident as every list has it, then why. */
export function whyToJson({ story, explanation }: Explained): Json {
  const { number, incident, rules, owner, run, lastGood, host } = story;
  const { facts, greenSignals, differences, compared, earlier } = explanation;
  return {
    ...(incidentToJson({ number, incident }, host) as JsonObject),
    promise: rules.promise,
    owner,
    runbook: rules.runbook,
    facts: facts.map((fact) => ({ ...fact })),
    greenSignals,
    differences: differences.map(differenceToJson),
    compared,
    brokenRun: run === null ? null : runToJson(run),
    goodRun: lastGood === null ? null : runToJson(lastGood),
    earlier: earlier.map((each) => incidentName(each.number)),
    next: nextSteps(story).map((step) => ({ ...step })),
  };
}
