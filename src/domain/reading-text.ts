import type { TextExpectation } from "./probe.ts";
import { fact, problem, type Finding } from "./reading-finding.ts";
import type { TextSeen } from "./reading.ts";

/** Whether a text holds what it must and not what it must not. */
export function weighText(
  what: string,
  { matches, not }: TextExpectation,
  { matched, unwanted, whole }: TextSeen,
): readonly Finding[] {
  const part = whole ? "" : ", as far as it is read";
  const findings: Finding[] = [];
  if (matches !== null && matched !== null)
    findings.push(
      matched
        ? fact(`${what} matches ${matches}`)
        : problem(`${what} does not match ${matches}${part}`),
    );
  if (not !== null && unwanted !== null)
    findings.push(
      unwanted ? problem(`${what} matches ${not}`) : fact(`${what} does not match ${not}`),
    );
  return findings;
}
