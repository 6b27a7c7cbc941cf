import { fail, ok, type Result } from "../base/result.ts";
import type { Drill } from "../domain/drill.ts";
import { writeDrill } from "./drills.ts";
import type { StoreFailure } from "./failure.ts";
import type { NumberedIncident } from "./incident-row.ts";
import { writeStory } from "./story-write.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { IncidentStory } from "./tick-facts.ts";
import type { Deed } from "./deed.ts";
import type { Overtaken } from "./watch.ts";

/** Keeps what a person did to an incident; to a drill's, the drill's end too. */
export function commitStory(
  store: Store,
  story: IncidentStory & { readonly number: number; readonly drill?: Drill },
  deed: Deed,
): Result<NumberedIncident, StoreFailure | Overtaken> {
  return transact(store, (): Result<NumberedIncident, Overtaken> => {
    const select = prepare(store, "SELECT monitor FROM incidents WHERE number = ?");
    const [monitor] = (select.get(story.number) as [number] | undefined) ?? [0];
    const { by: actor, now } = deed;
    if (story.drill !== undefined && !writeDrill(store, story.drill, deed))
      return fail({ kind: "overtaken" });
    const written = writeStory(store, story, { monitor, now, actor });
    return written === null ? fail({ kind: "overtaken" }) : ok(written);
  });
}
