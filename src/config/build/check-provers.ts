import type { Complain, Entry } from "../entry.ts";
import type { RawMonitor } from "../shape/monitor.ts";
import { checkKnown } from "./check-names.ts";
import { writtenSteps } from "./evidence.ts";

/** Complains of steps that are to be proven by a monitor that is not there, or by their own. */
export function checkProvers(
  { name, raw, rest }: Pick<Entry<RawMonitor>, "name" | "raw" | "rest">,
  known: ReadonlySet<string>,
  complain: Complain,
): void {
  for (const step of writtenSteps((raw ?? rest)?.evidence)) {
    const from = step.raw?.from;
    const path = [...step.path, "from"];
    checkKnown("monitor", from, known, path, complain);
    if (from === name) complain(path, "value", { kind: "proves-itself", read: name });
  }
}
