import type { Monitor } from "../../domain/monitor.ts";
import { nearestName } from "../../domain/nearest-name.ts";
import { quote } from "./quote.ts";

/** What to say where there is nothing to look at. */
export function describeNoProbe({ name, evidence }: Monitor, step: string | null): string {
  const steps = evidence.filter(({ proof }) => proof.kind === "probe").map((each) => each.name);
  const listed = steps.map((each) => `luota probe ${name} ${each}`).join(", ");
  const others = steps.length === 0 ? "" : `; its steps can be looked at: ${listed}`;
  if (step === null) return `${quote(name)} has no \`freshness:\` to look at${others}`;
  const near = nearestName(step, steps);
  const meant = near === null ? others : `; did you mean ${near}?`;
  return `no step ${quote(step)} of ${quote(name)} is looked at${meant}`;
}
