import type { Run } from "../run.ts";

const longest = 200;

/** What the work can be done again with: the event that caused it, and its payload; null for neither. */
export function retryWords({ start }: Pick<Run, "start">): string | null {
  const { externalId, payload } = start;
  const parts = [
    externalId === null ? null : `event ${externalId}`,
    payload === null ? null : `payload ${cut(JSON.stringify(payload))}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
