import type { Json } from "../../base/json.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Check } from "../../record/verify-check.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { describeFault, describeFinding, describeUnchecked } from "../complain/verify.ts";
import type { Look } from "./look.ts";

/** What was looked at, line by line, and what it came to. */
export function renderChecks(checks: readonly Check[], look: Look): string {
  const lines = checks.map((check) => {
    const [mark, paint] = markOf(check, look);
    return `${paint(mark)} ${check.name.padEnd(nameWidth)} ${neutraliseLine(textOf(check))}`;
  });
  const wrong = checks.filter((check) => check.state === "wrong").length;
  const open = checks.filter((check) => check.state === "unchecked").length;
  const rest = open === 0 ? "" : `, ${open} not checked`;
  const verdict =
    wrong > 0
      ? `It does not hold: ${wrong} of ${checks.length} checks failed${rest}.`
      : `What was checked holds${rest}.`;
  return `${lines.join("\n")}\n\n${verdict}\n`;
}

const nameWidth = 9;

export function verifiedToJson(
  checks: readonly Check[],
  { path, holds }: { readonly path: string; readonly holds: boolean },
): Json {
  const key = checks.flatMap((check) =>
    check.state === "holds" && check.found.kind === "signed" ? [check.found.by] : [],
  );
  return { path, holds, key: key[0] ?? null, checks: checks.map(checkToJson) };
}

function checkToJson(check: Check): Json {
  const { name, state } = check;
  const text = textOf(check);
  switch (check.state) {
    case "holds":
      return { name, state, text, detail: { ...check.found } };
    case "wrong":
      return { name, state, text, detail: { ...check.fault } };
    case "unchecked":
      return { name, state, text, detail: { ...check.why } };
    default:
      return unreachable(check);
  }
}

function textOf(check: Check): string {
  switch (check.state) {
    case "holds":
      return describeFinding(check.found);
    case "wrong":
      return describeFault(check.fault);
    case "unchecked":
      return `not checked: ${describeUnchecked(check.why)}`;
    default:
      return unreachable(check);
  }
}

function markOf({ state }: Check, { symbols, colour }: Look) {
  switch (state) {
    case "holds":
      return [symbols.good, colour.good] as const;
    case "wrong":
      return [symbols.bad, colour.bad] as const;
    case "unchecked":
      return [symbols.lost, colour.warn] as const;
    default:
      return unreachable(state);
  }
}
