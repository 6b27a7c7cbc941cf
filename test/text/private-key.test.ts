import { describe, expect, test } from "vitest";
import { redact } from "../../src/text/redact.ts";
import { noSecrets } from "../../src/text/secrets.ts";

const a = (length: number) => "aB3dE6gH9".repeat(Math.ceil(length / 9)).slice(0, length);

describe("private keys", () => {
  const line = a(64);
  const key = (label: string) =>
    `-----BEGIN ${label}-----\n${line}\n${line}\n${a(20)}==\n-----END ${label}-----`;

  test.each(["PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"])(
    "a %s goes whole",
    (label) => {
      expect(redact(`before\n${key(label)}\nafter`, noSecrets)).toBe("before\n[redacted]\nafter");
    },
  );

  test.each([
    [
      "with a log's prefixes",
      `-----BEGIN PRIVATE KEY-----\nlog> ${line}\nlog> -----END PRIVATE KEY----- x`,
      "[redacted] x",
    ],
    ["with escaped line ends", `"${key("PRIVATE KEY").replaceAll("\n", "\\n")}"`, '"[redacted]"'],
    ["cut at its end", `a\n${key("PRIVATE KEY").slice(0, 120)}`, "a\n[redacted]"],
    ["cut at its beginning", `${key("PRIVATE KEY").slice(60)}\nafter`, "[redacted]\nafter"],
    ["twice", `${key("PRIVATE KEY")} and ${key("EC PRIVATE KEY")}`, "[redacted] and [redacted]"],
  ])("%s", (_, text, redacted) => {
    expect(redact(text, noSecrets)).toBe(redacted);
  });
});
