import { describe, expect, it } from "vitest";
import {
  auditDocument,
  checkLink,
  readAuditEvent,
  type AuditEvent,
} from "../../src/domain/audit.ts";
import { canonicalJson } from "../../src/text/canonical-json.ts";
import { sha256Hex } from "../../src/text/digest.ts";

const event: AuditEvent = {
  seq: 2,
  at: Date.UTC(2026, 10, 20),
  kind: "run-ended",
  actor: { user: "root", host: "db1" },
  subject: "a",
  data: { digest: "d" },
  prev: "p",
};
const bytes = canonicalJson(auditDocument(event));
const hash = sha256Hex(bytes);

describe("an audit event", () => {
  it("is stored as canonical JSON that names the one before it", () => {
    expect(bytes).toBe(
      '{"actor":{"host":"db1","user":"root"},"at":"2026-11-20T00:00:00.000Z",' +
        '"data":{"digest":"d"},"kind":"run-ended","prev":"p","seq":2,"subject":"a"}',
    );
    expect(readAuditEvent(bytes)).toEqual(event);
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["without an actor", bytes.replace('"actor"', '"other"')],
    ["without an instant", bytes.replace("2026-11-20T", "soon")],
    ["without data", bytes.replace('"data"', '"date"')],
  ])("is none where its bytes are %s", (_, broken) => {
    expect(readAuditEvent(broken)).toBeNull();
  });
});

describe("a link", () => {
  it.each([
    ["fits", { seq: 2, prev: "p" }, { seq: 2, bytes, hash }, null],
    [
      "misses another before it",
      { seq: 1, prev: "p" },
      { seq: 2, bytes, hash },
      { kind: "gap", expected: 1 },
    ],
    [
      "was changed",
      { seq: 2, prev: "p" },
      { seq: 2, bytes: `${bytes} `, hash },
      { kind: "hash-mismatch" },
    ],
    [
      "follows another one",
      { seq: 2, prev: "q" },
      { seq: 2, bytes, hash },
      { kind: "broken-link" },
    ],
    [
      "lies at another place",
      { seq: 3, prev: "p" },
      { seq: 3, bytes, hash },
      { kind: "unreadable" },
    ],
    [
      "is no event",
      { seq: 2, prev: "p" },
      { seq: 2, bytes: "{}", hash: sha256Hex("{}") },
      { kind: "unreadable" },
    ],
  ])("%s", (_, expected, link, fault) => {
    expect(checkLink(expected, link, sha256Hex(link.bytes))).toEqual(fault);
  });
});
