import { unreachable } from "../base/unreachable.ts";
import type { AttemptOutcome, Receipt } from "../domain/attempt.ts";
import type { HttpOutcome } from "./http-post.ts";
import { makeReceipt } from "./receipt.ts";
import type { SlackAnswer } from "./slack-answer.ts";
import type { SlackForm, SlackPlace, SlackVia } from "./slack-call.ts";

/** One call of an attempt, and what it came to. */
export interface SlackTry {
  readonly form: SlackForm;
  readonly place: SlackPlace["kind"];
  readonly outcome: HttpOutcome;
  readonly answer: SlackAnswer;
}

/** What the calls of one attempt came to together: the last one counts, those before it are told. */
export function slackOutcome(via: SlackVia, tries: readonly SlackTry[]): AttemptOutcome {
  const last = tries.at(-1);
  if (last === undefined) throw new Error("nothing was tried");
  const reason = tries
    .map((each, at) => `${linkWords(tries[at - 1], each)}${each.answer.words}`)
    .join("");
  const receipt = receiptOf(via, tries);
  switch (last.answer.kind) {
    case "taken":
      return { kind: "delivered", receipt: receipt ?? makeReceipt(noAnswer, []) };
    case "later":
      return { kind: "try-later", reason, receipt, retryAfterMs: last.answer.retryAfterMs };
    case "unknown":
      return { kind: "unknown", reason };
    // Where not even plain text is taken, nothing will be.
    case "broken":
    case "form":
      return { kind: "refused", broken: true, reason, receipt };
    case "place":
      return { kind: "refused", broken: false, reason, receipt };
    default:
      return unreachable(last.answer.kind);
  }
}

const noAnswer = { text: "", status: null, reference: null };

/** How a call differs from the one before it. */
function linkWords(before: SlackTry | undefined, { form, place }: SlackTry): string {
  if (before === undefined) return "";
  if (before.form !== form) return "; then, as plain text: ";
  return place === "reply" ? "; then, as a reply: " : "; then, as a message of its own: ";
}

/** All answers, word for word, one below the other. Null where the last call had none. */
function receiptOf(via: SlackVia, tries: readonly SlackTry[]): Receipt | null {
  const last = tries.at(-1);
  if (last?.outcome.kind !== "answered") return null;
  const texts = tries.map((each, at) => {
    const text = each.outcome.kind === "answered" ? each.outcome.body.text : "";
    return `${linkWords(tries[at - 1], each).replace(/^; (.*): $/u, "\n($1)\n")}${text}`;
  });
  const { reference } = last.answer;
  return makeReceipt(
    { text: texts.join(""), status: last.outcome.status, reference },
    secretsOf(via),
  );
}

/** Of a webhook each part of its URL: an answer may echo the path alone. */
function secretsOf(via: SlackVia): readonly string[] {
  if (via.kind === "bot") return [via.token];
  const path = URL.parse(via.url)?.pathname ?? "";
  return [via.url, path, path.split("/").at(-1) ?? ""];
}
