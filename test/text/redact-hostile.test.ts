import { describe, expect, test } from "vitest";
import { redact } from "../../src/text/redact.ts";
import { secretsFrom } from "../../src/text/secrets.ts";

const mebibyte = 2 ** 20;
const secrets = secretsFrom(["aaaaaaaa", "correct horse battery", "x".repeat(300)]);

/**
 * Not a timed test: with time quadratic in the length, a line of a mebibyte takes minutes to hours, and
 * the runner's own limit ends it.
 */
describe("a line of a mebibyte costs no more than its length", () => {
  test.each([
    "a",
    "x",
    "-",
    "--a",
    "a-",
    "a.",
    "=",
    ":",
    "://",
    "://a:",
    "://a:b",
    "@",
    "://a@",
    "a=",
    'a="',
    "password=",
    'password="',
    "password='",
    'password="\\',
    "password=$",
    "password=${",
    "password=$(",
    "password={{",
    "token=a,",
    "token=,a",
    "token: ",
    "--password ",
    "--password $",
    "key",
    "_key=",
    "authorization:",
    "authorization: a ",
    "bearer ",
    "cookie:",
    "eyJ",
    "eyJaaaaaaaaaa.",
    ".eyJaaaaaaaaa",
    "AKIA",
    "sk-",
    "ghp_",
    "SG.aaaaaaaaaaaaaaaaaaaa",
    "hooks.slack.com/services/",
    "mysql ",
    "mysql -p",
    "redis-cli ",
    "docker login ",
    "curl ",
    "curl -u ",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----A-----END PRIVATE KEY-----",
    "12345678:AA",
    " ",
    "\t",
    "\\",
    "\ud800",
  ])("of %j", (piece) => {
    const line = piece.repeat(Math.ceil(mebibyte / piece.length));
    expect(typeof redact(line, secrets)).toBe("string");
  });
});

test("many secrets in much text are all found", () => {
  const values = Array.from({ length: 60 }, (_, index) => `secret-value-number-${index}-`);
  const text = `${values.join(" and ")} `.repeat(60);
  expect(redact(text, secretsFrom(values))).not.toMatch(/secret-value/u);
});
