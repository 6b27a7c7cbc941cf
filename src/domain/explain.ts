import type { Difference } from "./difference.ts";
import { differences } from "./differences.ts";
import { greenSignals } from "./green-signals.ts";
import { isOpen } from "./incident-change.ts";
import type { NumberedIncident } from "./incident.ts";
import type { Fact } from "./message.ts";
import type { StoryFacts } from "./story-facts.ts";
import { storyLines } from "./story-lines.ts";
import { tellingCause } from "./telling-cause.ts";

/** Why a promise is broken, as far as facts tell it: more than fits into a message. */
export interface Explanation {
  readonly facts: readonly Fact[];
  readonly greenSignals: readonly string[];
  /** All of them, the most telling first. */
  readonly differences: readonly Difference[];
  /** Whether there was a good run to compare with. */
  readonly compared: boolean;
  /** Incidents of the same monitor before this one, the latest first. */
  readonly earlier: readonly NumberedIncident[];
}

export function explainIncident(
  told: Omit<StoryFacts, "kind">,
  earlier: readonly NumberedIncident[],
): Explanation {
  const { run, lastGood, world, now, incident } = told;
  const facts: StoryFacts = { ...told, kind: isOpen(incident) ? "opened" : "healed" };
  const cause = tellingCause(incident, facts.kind, facts.timeline);
  return {
    facts: storyLines(facts, cause).filter(({ label }) => label !== "Next"),
    greenSignals: greenSignals(cause, run, world, now),
    differences: differences({ run, lastGood, world, now }),
    compared: lastGood !== null,
    earlier,
  };
}
