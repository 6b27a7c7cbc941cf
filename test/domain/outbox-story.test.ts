import { expect, it } from "vitest";
import type { NoticeKind } from "../../src/domain/notice.ts";
import { tellAsOne } from "../../src/domain/outbox-story.ts";

it.each<[readonly NoticeKind[], NoticeKind, NoticeKind]>([
  // What is owed, as told to whoever heard nothing yet, and to whoever heard that it is broken.
  [["opened"], "opened", "opened"],
  [["opened", "resolved"], "healed", "resolved"],
  [["opened", "healed"], "healed", "resolved"],
  [["healed"], "healed", "resolved"],
  [["resolved"], "healed", "resolved"],
  [["opened", "cause-added"], "opened", "opened"],
  [["opened", "reminder"], "opened", "opened"],
  [["opened", "acknowledged"], "opened", "opened"],
  [["opened", "occurrence"], "opened", "opened"],
  [["opened", "escalated"], "escalated", "escalated"],
  [["opened", "escalated", "cause-added"], "escalated", "escalated"],
  [["escalated", "acknowledged"], "acknowledged", "acknowledged"],
  [["escalated", "resolved"], "healed", "resolved"],
  [["reminder", "acknowledged"], "acknowledged", "acknowledged"],
  [["reminder", "reminder"], "reminder", "reminder"],
  [["reminder", "cause-added"], "cause-added", "cause-added"],
  [["occurrence", "occurrence"], "occurrence", "occurrence"],
  [["occurrence", "reminder"], "reminder", "reminder"],
  [["occurrence", "resolved"], "healed", "resolved"],
  [["acknowledged", "resolved"], "healed", "resolved"],
  [["resolved", "reopened"], "reopened", "reopened"],
  [["opened", "healed", "reopened"], "reopened", "reopened"],
  [["opened", "healed", "reopened", "resolved"], "healed", "resolved"],
  [["reopened", "flapping"], "flapping", "flapping"],
  [["resolved", "acknowledged"], "healed", "resolved"],
])("%j is told as %s, or as %s", (kinds, unheard, heard) => {
  expect(tellAsOne(kinds, false)).toBe(unheard);
  expect(tellAsOne(kinds, true)).toBe(heard);
});
