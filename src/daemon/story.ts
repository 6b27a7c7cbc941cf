import type { EpochMilliseconds } from "../base/time.ts";
import { announce } from "../domain/announce.ts";
import type { Change } from "../domain/incident.ts";
import type { OutboxEntry } from "../domain/notice.ts";
import type { Silence } from "../domain/silence.ts";
import { silencedUntil } from "../domain/silenced-until.ts";
import type { IncidentFacts, IncidentStory, OwnerGroup } from "../store/tick-facts.ts";
import { audienceFor } from "./audience.ts";
import type { Rules } from "./rules.ts";

/** What everybody who is told something is told by. */
export interface TellingRules {
  readonly rules: Rules;
  readonly silences: readonly Silence[];
  readonly groups: readonly OwnerGroup[];
  readonly now: EpochMilliseconds;
}

/** Puts together, for each incident that changed, its changes and who is to be told of them. */
export function tellStories(
  known: IncidentFacts | null,
  changes: readonly Change[],
  by: TellingRules,
): readonly IncidentStory[] {
  const chapters: Change[][] = [];
  for (const change of changes) {
    const chapter = chapters.at(-1);
    if (chapter === undefined || change.kind === "opened") chapters.push([change]);
    else chapter.push(change);
  }
  return chapters.map((chapter) =>
    chapter[0]?.kind === "opened" || known === null
      ? tellStory(null, [], chapter, by)
      : tellStory(known.number, known.outbox, chapter, by),
  );
}

function tellStory(
  number: number | null,
  outbox: readonly OutboxEntry[],
  changes: readonly Change[],
  { rules, silences, groups, now }: TellingRules,
): IncidentStory {
  const name = changes[0]?.incident.monitor ?? "";
  const heldUntil = silencedUntil(silences, name, now);
  const audience = audienceFor(rules, name, { outbox, groups, silencedUntil: heldUntil });
  const { notices, cancellations } = announce(changes, audience, now);
  return { number, changes, owner: audience.owner, notices, cancellations, heldUntil };
}
