import type { Json } from "../../base/json.ts";
import { formatDuration } from "../../base/duration.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Try } from "../../daemon/try-route.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { renderFields } from "./fields.ts";
import type { Look } from "./look.ts";
import { receiptToJson, receiptWords } from "./routes.ts";

/** What became of a message, with the provider's own words. */
export function renderTry(route: string, { recipient, outcome, tookMs }: Try, look: Look): string {
  const to = recipient === "" ? route : `${route} (${recipient})`;
  const receipt = outcome.kind === "unknown" ? null : outcome.receipt;
  const fields = renderFields(
    [
      ["receipt", receipt === null ? null : receiptWords(receipt, null)],
      ["why", outcome.kind === "delivered" ? null : outcome.reason],
    ],
    look,
  );
  const paint = outcome.kind === "delivered" ? look.colour.good : look.colour.bad;
  const head = `${look.colour.strong(neutraliseLine(to))}  ${paint(outcomeWords(outcome.kind))} in ${formatDuration(tookMs)}`;
  return fields === "" ? `${head}\n` : `${head}\n${fields}\n`;
}

function outcomeWords(kind: Try["outcome"]["kind"]): string {
  switch (kind) {
    case "delivered":
      return "took it";
    case "refused":
      return "refused it";
    case "try-later":
      return "did not take it";
    case "unknown":
      return "gave no answer";
    default:
      return unreachable(kind);
  }
}

export function tryToJson({ recipient, outcome, tookMs }: Try): Json {
  return {
    recipient: recipient === "" ? null : recipient,
    outcome: outcome.kind,
    reason: outcome.kind === "delivered" ? null : outcome.reason,
    receipt: outcome.kind === "unknown" ? null : receiptToJson(outcome.receipt),
    tookMs: Math.round(tookMs),
  };
}
