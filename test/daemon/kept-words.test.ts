import { expect, test } from "vitest";
import { describeKept } from "../../src/daemon/kept-words.ts";

const failure = { kind: "full", path: "/var/lib/luota/luota.db", detail: "no space" } as const;

test.each([
  ["nothing where it is in the store", { kind: "stored" }, null],
  [
    "where it waits, and why",
    { kind: "spooled", failure, file: "/var/spool/luota/a" },
    "waits in /var/spool/luota/a: full",
  ],
  [
    "the record itself where it is nowhere",
    { kind: "unkept", failure, line: "{}" },
    "is only here ({}): full",
  ],
  [
    "why the store refused it",
    { kind: "refused", refusal: { kind: "refused", run: "a", reason: "already-ended" } },
    "was refused: already-ended",
  ],
  [
    "what a bug of luota was",
    { kind: "broken", detail: "TypeError: x is not a function" },
    "is lost by a bug of luota: TypeError: x is not a function",
  ],
] as const)("says %s", (_, kept, words) => {
  expect(describeKept(kept, ({ kind }) => kind)).toBe(words);
});
