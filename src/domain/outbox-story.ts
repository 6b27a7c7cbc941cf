import { breakKinds } from "./announce-telling.ts";
import type { NoticeKind } from "./notice.ts";

/**
 * What several notices of one incident for one recipient come to, told as one: what was overtaken
 * before it left is not told. `kinds` in the order in which they were owed, at least one; `heard`:
 * the last that the recipient heard of it, as far as anybody knows, is that it is broken. What was
 * broken and healed without a word is `healed`; whoever heard of the break hears of its end.
 */
export function tellAsOne(kinds: readonly NoticeKind[], heard: boolean): NoticeKind {
  const end = kinds.findLastIndex(isEnd);
  const since = kinds.slice(end + 1);
  // Whoever is owed the end, and never got to hear of the break, hears of both.
  if (!since.some(isBreak) && end >= 0) return heard ? "resolved" : "healed";
  const acknowledged = since.lastIndexOf("acknowledged");
  if (since.lastIndexOf("escalated") > acknowledged) return "escalated";
  const broken = breakKinds.find((kind) => since.includes(kind));
  if (broken !== undefined) return broken;
  if (acknowledged >= 0) return "acknowledged";
  return since.includes("reminder") ? "reminder" : "occurrence";
}

/** Whether a recipient whose last news was this, quiet ones apart, believes that it is broken. */
export function isBreak(kind: NoticeKind): boolean {
  return kind === "reminder" || kind === "escalated" || breakKinds.some((each) => each === kind);
}

function isEnd(kind: NoticeKind): boolean {
  return kind === "resolved" || kind === "healed";
}

/** What nobody needs any more once it was taken back, even where it may have arrived. */
export function isPrompt(kind: NoticeKind): boolean {
  return kind === "reminder" || kind === "escalated" || kind === "occurrence";
}
