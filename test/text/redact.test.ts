import { describe, expect, test } from "vitest";
import { redact } from "../../src/text/redact.ts";
import { secretsFrom, secretsFromEnvironment } from "../../src/text/secrets.ts";

describe("known values", () => {
  const secret = "pä$$/wörd+1 x";
  const secrets = secretsFrom([secret, "short", "abcdefgh", "defghijkl"], [/ticket-\d+/u]);

  test.each([
    ["as it is", `<${secret}>`, "<[redacted]>"],
    ["as JSON", JSON.stringify({ a: secret }), '{"a":"[redacted]"}'],
    ["as JSON with \\/", `"${secret.replaceAll("/", "\\/")}"`, '"[redacted]"'],
    ["URL-encoded", `?q=${encodeURIComponent(secret)}&r`, "?q=[redacted]&r"],
    ["in lower-case escapes", encodeURIComponent(secret).toLowerCase(), "[redacted]"],
    ["form-encoded", new URLSearchParams({ q: secret }).toString(), "q=[redacted]"],
    ["in hex", Buffer.from(secret).toString("hex"), "[redacted]"],
    ["a value under 8 characters is no secret", "a short one", "a short one"],
    ["overlapping values leave no rest", "xabcdefghijklx", "x[redacted]x"],
    ["a user's pattern", "see ticket-1234.", "see [redacted]."],
  ])("%s", (_, text, redacted) => {
    expect(redact(text, secrets)).toBe(redacted);
  });

  test.each(["", "u:", "us:", "user:"])("in base64 after %j", (before) => {
    for (const encoding of ["base64", "base64url"] as const) {
      const text = Buffer.from(`${before}${secret}: and more`).toString(encoding);
      const redacted = redact(`h ${text} t`, secrets);
      expect(redacted).toMatch(/^h [\w+/-]*\[redacted\][\w+/=-]* t$/u);
      expect(redacted.length).toBeLessThan(text.length + 4);
    }
  });

  test("each long line of a value of several lines, however it is indented", () => {
    const key = `first-line-of-it-1234\nsecond-line-of-it-567\nx`;
    const text = redact(
      "  second-line-of-it-567\r\n  first-line-of-it-1234\r\n",
      secretsFrom([key]),
    );
    expect(text).toBe("  [redacted]\r\n  [redacted]\r\n");
  });

  test("a pattern that matches nothing harms nothing", () => {
    expect(redact("abc", secretsFrom([], [/x*/u]))).toBe("abc");
  });
});

describe("secretsFromEnvironment", () => {
  test.each([
    "GITHUB_TOKEN",
    "STRIPE_SECRET",
    "SECRET_KEY_BASE",
    "PGPASSWORD",
    "MYSQL_PWD",
    "DB_PASS",
    "SSHPASS",
    "BORG_PASSPHRASE",
    "AWS_SECRET_ACCESS_KEY",
    "API_KEY_PROD",
    "apikey",
    "clientSecret",
    "REDISCLI_AUTH",
    "SENTRY_DSN",
    "npm_config__authToken",
    "ADMIN_CREDENTIALS",
  ])("takes the value of %s", (name) => {
    const secrets = secretsFromEnvironment({ [name]: "correct horse" });
    expect(redact("the correct horse", secrets)).toBe("the [redacted]");
  });

  test.each([
    ["PUBLIC_KEY", "correct horse"],
    ["KEYBOARD", "correct horse"],
    ["PWD", "/srv/correct horse"],
    ["SSH_AUTH_SOCK", "/run/user/1000/agent"],
    ["SSH_PRIVATE_KEY", "/home/ana/.ssh/id_ed25519"],
    ["GOOGLE_APPLICATION_CREDENTIALS", "./google.json"],
    ["PASSWORD_FILE", "correct horse"],
    ["TOKEN_TTL", "86400 seconds"],
    ["AUTHOR", "correct horse"],
    ["MONKEY", "correct horse"],
    ["COMPASS", "correct horse"],
    ["API_KEY", "short"],
    ["API_KEY", undefined],
  ])("does not take %s=%s", (name, value) => {
    expect(secretsFromEnvironment({ [name]: value }).needles).toEqual([]);
  });

  test("takes the password out of any URL, encoded and decoded, and whole webhook URLs", () => {
    const secrets = secretsFromEnvironment({
      DATABASE_URL: "postgres://app:p%40ssword@db/x",
      DEPLOY_WEBHOOK: "https://router.example/in/9911",
    });
    expect(redact("p%40ssword p@ssword https://router.example/in/9911", secrets)).toBe(
      "[redacted] [redacted] [redacted]",
    );
  });

  test("a value that starts with a slash but names no place is a secret", () => {
    const secrets = secretsFromEnvironment({ API_KEY: "/Qw3rtz/Uiop1234" });
    expect(redact("/Qw3rtz/Uiop1234", secrets)).toBe("[redacted]");
  });
});
