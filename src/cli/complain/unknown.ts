import { nearestName } from "../../domain/nearest-name.ts";
import { quote } from "./quote.ts";

/** What to say of a name that no monitor has. */
export function describeUnknown(name: string, known: readonly string[]): string {
  if (known.length === 0) {
    return `no monitor or run ${quote(name)} is recorded: nothing is yet (luota run NAME -- COMMAND)`;
  }
  const near = nearestName(name, known);
  const meant = near === null ? "" : `; did you mean ${near}?`;
  return `no monitor or run ${quote(name)} is recorded${meant} (luota status lists the monitors)`;
}

/** What to say of a name that the config does not have. */
export function describeUnconfigured(name: string, configured: readonly string[]): string {
  const near = nearestName(name, configured);
  const meant = near === null ? "" : `; did you mean ${near}?`;
  return `the config names no monitor ${quote(name)}${meant} (luota plan lists those it names)`;
}
