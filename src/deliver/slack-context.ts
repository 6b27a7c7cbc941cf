import type { Message } from "../domain/message.ts";
import { slackLine } from "../text/slack.ts";

/**
 * The small print: what it is about, where luota runs, and the end of the audit chain, so that the
 * channel is a witness of it: `INC-4 · acme / production · seq 812 · 3fa9c4… · try 2`.
 */
export function contextLine(message: Message, about: readonly string[]): string {
  const { workspace, witness, attempt } = message;
  const parts = [
    ...about,
    workspace === null ? "" : slackLine(workspace, 100),
    witness === null ? "" : `seq ${witness.seq} · ${slackLine(witness.hash, 17)}`,
    attempt > 1 ? `try ${attempt}` : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
