import { describe, expect, test } from "vitest";
import type { Comparison, HttpProbe, Probe } from "../../src/domain/probe.ts";
import { weigh } from "../../src/domain/reading-weigh.ts";
import type { Seen, TextSeen } from "../../src/domain/reading.ts";
import { fileProbe } from "./file-probe.ts";

const now = Date.UTC(2026, 10, 20, 12);
const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];
const looking = { timeoutMs: 30_000, attempts: 1 };
const noText = { matches: null, not: null };
const unasked: TextSeen = { matched: null, unwanted: null, whole: true };
const any: Comparison = { min: null, max: null, equals: null, matches: null, maxAgeMs: null };

const file = (change: Partial<Extract<Seen, { kind: "file" }>> = {}): Seen => ({
  ...{ kind: "file", path: "/srv/a.csv", count: 1, size: 2_048, modifiedAt: now - hour },
  ...{ sha256: null, content: null },
  ...change,
});
const query = (asked: Partial<Comparison>): Probe => ({
  ...{ kind: "sql", ...looking, database: { kind: "sqlite", path: "/srv/a.db" }, query: "select" },
  expect: { value: { ...any, ...asked } },
});
const answer = (value: string | number | null, matched: boolean | null = null): Seen => ({
  ...{ kind: "query", rows: 1, value, matched },
});
const command = (asked: Partial<Extract<Probe, { kind: "command" }>["expect"]> = {}): Probe => ({
  ...{ kind: "command", ...looking, command: "x" },
  expect: { exitCodes: [0], output: noText, value: null, ...asked },
});
const ended = (change: Partial<Extract<Seen, { kind: "command" }>> = {}): Seen => ({
  ...{ kind: "command", exitCode: 0, output: unasked, value: null, valueMatched: null },
  ...{ excerpt: "" },
  ...change,
});
const http = (expected: Partial<HttpProbe["expect"]> = {}): Probe => ({
  ...{ kind: "http", ...looking, url: { kind: "text", text: "https://acme.example/" } },
  ...{ method: "GET", headers: {}, body: null, redirects: 0 },
  expect: {
    ...{ status: [], headers: {}, json: [], body: noText, withinMs: null, certificateDays: null },
    ...expected,
  },
});
const page = (change: Partial<Extract<Seen, { kind: "answer" }>> = {}): Seen => ({
  ...{ kind: "answer", status: 200, headers: {}, json: [], body: unasked, bytes: 9 },
  ...{ certificateUntil: null, excerpt: "" },
  ...change,
});

interface Row {
  readonly rule: string;
  readonly probe: Probe;
  readonly seen: Seen;
  readonly comes: "good" | "bad" | "unknown";
  /** All that is wrong; else a part of what was seen. */
  readonly words: string;
  readonly since?: number;
  readonly until?: number;
  readonly ran?: number;
}

const rows: readonly Row[] = [
  {
    rule: "a young file is good until it grows too old",
    ...{ probe: fileProbe("/srv/a", { maxAgeMs: 2 * hour }), seen: file(), comes: "good" },
    ...{ words: "it is 1h old", until: now + hour },
  },
  {
    rule: "an old file is bad since it was too old",
    ...{ probe: fileProbe("/srv/a", { maxAgeMs: 10 * minute }), seen: file(), comes: "bad" },
    ...{ words: "it is 1h old, at most 10m is allowed", since: now - 50 * minute },
  },
  {
    rule: "a file from the future tells nothing of its age",
    ...{ probe: fileProbe("/srv/a", { maxAgeMs: hour }), comes: "unknown" },
    ...{ seen: file({ modifiedAt: now + day }), words: "it lies 1d in the future" },
  },
  {
    rule: "clocks of two hosts may differ by minutes",
    ...{ probe: fileProbe("/srv/a", { maxAgeMs: hour }), comes: "good" },
    ...{ seen: file({ modifiedAt: now + minute }), words: "it is 0ms old" },
  },
  {
    rule: "a small file is bad, however young",
    ...{ probe: fileProbe("/srv/a", { maxAgeMs: day, minSize: 4_096 }), seen: file() },
    ...{ comes: "bad", words: "its size is 2 KiB, at least 4 KiB is asked" },
  },
  {
    rule: "a large file is bad",
    ...{ probe: fileProbe("/srv/a", { maxSize: 1_024 }), seen: file(), comes: "bad" },
    words: "its size is 2 KiB, at most 1 KiB is allowed",
  },
  {
    rule: "no file is bad",
    ...{ probe: fileProbe("/srv/a", { maxAgeMs: day }), comes: "bad" },
    ...{ seen: { kind: "no-file", pattern: "/srv/a", others: 0 }, words: "no file matches /srv/a" },
  },
  {
    rule: "no file is good where none may be",
    ...{ probe: fileProbe("/srv/a", { count: { min: null, max: 0 } }), comes: "good" },
    ...{ seen: { kind: "no-file", pattern: "/srv/a", others: 0 }, words: "no file matches /srv/a" },
  },
  {
    rule: "too few files are bad",
    ...{ probe: fileProbe("/srv/*", { count: { min: 3, max: null } }), seen: file({ count: 2 }) },
    ...{ comes: "bad", words: "the number of files is 2, at least 3 is asked" },
  },
  {
    rule: "another digest is bad",
    ...{ probe: fileProbe("/srv/a", { sha256: "ab".repeat(32) }), comes: "bad" },
    seen: file({ sha256: "cd".repeat(32) }),
    words: "its SHA-256 is cdcdcdcdcdcd…, another one is asked",
  },
  {
    rule: "a file from before the run is bad",
    ...{ probe: fileProbe("/srv/a", { newerThanRun: true }), seen: file(), comes: "bad" },
    ...{ ran: now - minute, words: "it was written 59m before the run began" },
  },
  {
    rule: "file systems stamp a little coarser than runs are timed",
    ...{ probe: fileProbe("/srv/a", { newerThanRun: true }), seen: file(), comes: "good" },
    ...{ ran: now - hour + 4, words: "written since the run began" },
  },
  {
    rule: "content that is not there is bad",
    probe: fileProbe("/srv/a", { content: { matches: "^id,", not: null } }),
    seen: file({ content: { matched: false, unwanted: null, whole: false } }),
    ...{ comes: "bad", words: "its content does not match ^id,, as far as it is read" },
  },
  {
    rule: "a command that ended well is good",
    ...{ probe: command(), seen: ended(), comes: "good", words: "exit code 0" },
  },
  {
    rule: "another exit code is bad, with the last that it said",
    ...{ probe: command(), seen: ended({ exitCode: 2, excerpt: "x\nlag 90s\n" }), comes: "bad" },
    words: "exit code 2 (lag 90s)",
  },
  {
    rule: "a number is compared",
    probe: command({ value: { ...any, max: 30 } }),
    ...{ seen: ended({ value: "31.5" }), comes: "bad" },
    words: "its value is 31.5, at most 30 is allowed",
  },
  {
    rule: "what is no number can't be compared",
    probe: command({ value: { ...any, max: 30 } }),
    ...{ seen: ended({ value: "many" }), comes: "unknown" },
    words: 'its value is "many", which is no number',
  },
  {
    rule: "no value at all can't be compared",
    probe: command({ value: { ...any, max: 30 } }),
    ...{ seen: ended({ excerpt: "usage: x" }), comes: "unknown" },
    words: "it printed no single value to compare (usage: x)",
  },
  {
    rule: "what is wrong for sure is bad, whatever can't be told",
    probe: command({ value: { ...any, max: 30, equals: "few" } }),
    ...{ seen: ended({ value: "many" }), comes: "bad" },
    words: 'its value is "many", "few" is asked',
  },
  {
    rule: "a time without a zone is UTC",
    ...{ probe: query({ maxAgeMs: hour }), seen: answer("2026-11-20 11:30:00"), comes: "good" },
    ...{ words: "the value is 30m old", until: now + 30 * minute },
  },
  {
    rule: "a time as PostgreSQL prints it",
    probe: query({ maxAgeMs: hour }),
    ...{ seen: answer("2026-11-20 11:30:00.250+02"), comes: "bad" },
    ...{ words: "the value is 2h 30m old, at most 1h is allowed", since: now - 90 * minute + 250 },
  },
  {
    rule: "seconds since 1970",
    ...{ probe: query({ maxAgeMs: hour }), seen: answer(now / second - 60), comes: "good" },
    words: "the value is 1m old",
  },
  {
    rule: "what is no time can't be compared",
    ...{ probe: query({ maxAgeMs: hour }), seen: answer("2026-13-45"), comes: "unknown" },
    words: 'the value is "2026-13-45", which is no time',
  },
  {
    rule: "an empty table has no latest row: that is bad",
    ...{ probe: query({ maxAgeMs: hour }), seen: answer(null), comes: "bad" },
    words: "the value is nothing",
  },
  {
    rule: "no row is bad",
    ...{ probe: query({ min: 1 }), comes: "bad", words: "the query answers no row" },
    seen: { kind: "query", rows: 0, value: null, matched: null },
  },
  {
    rule: "numbers that are written otherwise are the same",
    ...{ probe: query({ equals: 5 }), seen: answer("5.0"), comes: "good" },
    words: 'the value is "5.0"',
  },
  {
    rule: "any status from 200 to 299 is good",
    ...{ probe: http(), seen: page({ status: 204 }), comes: "good", words: "status 204" },
  },
  {
    rule: "a redirect is not what was asked for",
    ...{ probe: http(), seen: page({ status: 302 }), comes: "bad" },
    words: "status 302, 200 to 299 is asked",
  },
  {
    rule: "an error page tells of nothing but its status",
    probe: http({ json: [{ path: "$.status", value: { ...any, equals: "ok" } }] }),
    seen: page({ status: 503, json: [{ kind: "nothing" }], excerpt: "upstream is gone" }),
    ...{ comes: "bad", words: "status 503 (upstream is gone), 200 to 299 is asked" },
  },
  {
    rule: "a value in the answer is compared",
    probe: http({ json: [{ path: "$.status", value: { ...any, equals: "ok" } }] }),
    seen: page({ json: [{ kind: "value", value: "degraded", matched: null }] }),
    ...{ comes: "bad", words: '$.status is "degraded", "ok" is asked' },
  },
  {
    rule: "a path that leads nowhere is bad",
    probe: http({ json: [{ path: "$.status", value: { ...any, equals: "ok" } }] }),
    ...{ seen: page({ json: [{ kind: "nothing" }] }), comes: "bad" },
    words: "$.status is not there",
  },
  {
    rule: "a slow answer is bad",
    ...{ probe: http({ withinMs: 10 }), seen: page(), comes: "bad" },
    words: "answered in 25ms, 10ms is allowed",
  },
  {
    rule: "a certificate is bad so many days before it ends",
    ...{ probe: http({ certificateDays: 14 }), comes: "bad" },
    seen: page({ certificateUntil: now + 13 * day }),
    ...{ words: "its certificate is valid for 13d, 14 days are asked", since: now - day },
  },
  {
    rule: "a certificate with time left",
    ...{ probe: http({ certificateDays: 14 }), comes: "good" },
    seen: page({ certificateUntil: now + 60 * day }),
    ...{ words: "its certificate is valid for 60d", until: now + 46 * day },
  },
  {
    rule: "nobody who answers is bad",
    ...{ probe: http(), seen: { kind: "no-answer", reason: "the connection was refused" } },
    ...{ comes: "bad", words: "the connection was refused" },
  },
  {
    rule: "what could not be looked at is unknown",
    ...{ probe: http(), seen: { kind: "unknown", reason: "permission denied" } },
    ...{ comes: "unknown", words: "permission denied" },
  },
];

describe("what a reading comes to", () => {
  test.each(rows)("$rule", ({ probe, seen, comes, words, since, until, ran }) => {
    const reading = { at: now, tookMs: 25, attempts: 1, seen };
    const weighed = weigh(probe, reading, { runStartedAt: ran ?? null });
    expect(weighed.state).toBe(comes);
    if (comes === "good") {
      expect(weighed.problems).toEqual([]);
      expect(weighed.facts).toContain(words);
    } else expect(weighed.problems.join(", ")).toBe(words);
    expect(weighed.since).toBe(since ?? null);
    if (until !== undefined) expect(weighed.until).toBe(until);
  });

  test("a probe never reads what another kind of probe saw", () => {
    const reading = { at: now, tookMs: 1, attempts: 1, seen: file() };
    expect(() => weigh(command(), reading)).toThrow("reads no file");
  });
});
