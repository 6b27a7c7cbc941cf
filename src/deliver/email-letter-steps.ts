import type { Story } from "../domain/message.ts";
import { boundedLine } from "./email-bounded.ts";
import type { Part, Step } from "./email-letter-parts.ts";

/** What a person can do about an incident; null where there is nothing. */
export function stepsOf({ runbook, acknowledgeUrl, acknowledgeCommand }: Story): Part | null {
  const steps: Step[] = [];
  if (acknowledgeUrl !== null) {
    steps.push({ label: "Acknowledge", text: acknowledgeUrl, form: "link" });
  }
  if (acknowledgeCommand !== null) {
    const label = acknowledgeUrl === null ? "Acknowledge" : "Or in a shell";
    steps.push({ label, text: boundedLine(acknowledgeCommand, 300), form: "command" });
  }
  if (runbook !== null) steps.push({ label: "Runbook", text: runbook, form: "link" });
  if (steps.length === 0) return null;
  return { kind: "steps", title: "What to do", steps: steps.map(safeStep) };
}

/** Only what a browser opens as a page is a link; the rest is words. */
export function safeStep(step: Step): Step {
  if (step.form !== "link") return step;
  const text = step.text.trim();
  const isPage = text.length <= 2000 && /^https?:\/\/[!-~]+$/u.test(text) && URL.canParse(text);
  return isPage ? { ...step, text } : { ...step, text: boundedLine(step.text, 500), form: "words" };
}
