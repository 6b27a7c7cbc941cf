import { unreachable } from "../../base/unreachable.ts";
import type { BreakDetail, CauseKind } from "../cause.ts";
import type { ChangeWhat, Claim } from "../incident.ts";
import { endedByWords } from "./cause-end.ts";
import { claimWords } from "./claim.ts";
import { becauseWords, gapWords } from "./gap.ts";
import { causeWords } from "./incident.ts";
import { noteWords, resolutionWords } from "./resolution.ts";
import { shortId } from "./short-id.ts";

/** What happened, as a title: `cause ended`. */
export function changeTitle({ kind }: ChangeWhat): string {
  return kind.replaceAll("-", " ");
}

/** What a change says beyond its name. */
export function changeText(what: ChangeWhat): string {
  switch (what.kind) {
    case "opened":
    case "cause-added":
    case "reopened":
    case "flapping":
      return breakText(what.cause, what.detail);
    case "occurrence":
      return breakText(what.cause, what.detail, what.count);
    case "cause-ended":
      return `${what.cause}: ended by ${endedByWords(what.by)}`;
    case "calmer":
      return `a good run, ${what.healthyInRow} of 3 in a row`;
    case "resolved":
      return resolutionWords(what.resolution);
    case "acknowledged":
      return `by ${what.by}${claimed(what.claim)}${noteWords(what.note)}`;
    case "noted":
      return `by ${what.by}${noteWords(what.note)}`;
    case "reviewed":
      return `by ${what.by}: ${reviewWords(what)}`;
    case "reminded":
      return "nobody had acknowledged it";
    case "renamed":
      return `the monitor was called ${what.from} before`;
    default:
      return unreachable(what);
  }
}

function reviewWords(what: Extract<ChangeWhat, { readonly kind: "reviewed" }>): string {
  const parts = ["impact", "cause", "action"] as const;
  const said = parts.flatMap((part) => {
    const text = what[part];
    return text === null ? [] : [`${part}: ${text}`];
  });
  return said.join("; ");
}

function claimed(claim: Claim | undefined): string {
  return claim === undefined ? "" : ` (${claimWords(claim)})`;
}

function breakText(cause: CauseKind, detail: BreakDetail, count = 1): string {
  const run = detail.run === null ? "" : ` (run ${shortId(detail.run)})`;
  const gap = gapWords(cause, detail) ?? causeWords(cause, count, detail.outcome);
  const times = count > 1 ? `, ${count} in one gap` : "";
  const why = detail.because === null ? "" : `; ${becauseWords(detail.because)}`;
  return `${gap}${run}${times}${why}`;
}
