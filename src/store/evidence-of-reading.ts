import { evidenceOfReading } from "../domain/evidence-reading.ts";
import type { Reading, Weighed } from "../domain/reading.ts";
import { writeEvidence } from "./evidence-write.ts";
import type { Store } from "./store.ts";

/** What luota saw is evidence for the run for whose sake it looked. Call it in the transaction that keeps the reading. */
export function proveByReading(
  store: Store,
  of: { readonly run: string; readonly step: string },
  seen: { readonly reading: Reading; readonly weighed: Weighed },
): void {
  const { at } = seen.reading;
  writeEvidence(store, { run: of.run, at, body: evidenceOfReading(of.step, seen) }, at);
}
