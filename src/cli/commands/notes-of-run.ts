import { readSignals } from "../../store/signals-page.ts";
import type { Store } from "../../store/store.ts";
import type { LoggedText } from "../view/logs.ts";

/** More notes than anybody reads at once; the latest are shown. */
const mostNotes = 1_000;

/** What was logged for a run, oldest first. */
export function readNotes(store: Store, run: string): LoggedText[] {
  const signals = readSignals(store, { run, limit: mostNotes });
  if (!signals.ok) return [];
  return signals.value
    .flatMap(({ at, body }): LoggedText[] => (body.kind === "log" ? [{ at, text: body.text }] : []))
    .toReversed();
}
