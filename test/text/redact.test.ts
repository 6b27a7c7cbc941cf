import { describe, expect, test } from "vitest";
import { redact } from "../../src/text/redact.ts";
import { noSecrets, secretsFrom, secretsFromEnvironment } from "../../src/text/secrets.ts";

const a = (length: number) => "aB3dE6gH9".repeat(Math.ceil(length / 9)).slice(0, length);
const hex = (length: number) => "0123456789abcdef".repeat(5).slice(0, length);
/** Put together here, so that no scanner of sources takes a row for a leak. */
const join = (...parts: readonly string[]) => parts.join("");

describe("shapes", () => {
  test.each([
    ["AWS key id", join("id AK", "IAIOSFODNN7EXAMPLE."), "id [redacted]."],
    ["AWS session key id", join("AS", "IAIOSFODNN7EXAMPLE"), "[redacted]"],
    ["GitHub token", join("remote: gh", "p_", a(36)), "remote: [redacted]"],
    ["GitHub fine-grained token", join("github", "_pat_", a(82)), "[redacted]"],
    ["GitLab token", join("gl", "pat-", a(20)), "[redacted]"],
    ["Slack token", join("xo", "xb-123456789012-", a(24)), "[redacted]"],
    [
      "Slack webhook",
      join("POST https://hooks.slack", ".com/services/T000/B000/", a(24), " 404"),
      "POST https://hooks.slack.com/services/[redacted] 404",
    ],
    [
      "Discord webhook",
      join("https://discord", ".com/api/webhooks/12345/", a(60)),
      "https://discord.com/api/webhooks/[redacted]",
    ],
    ["Stripe key", join("sk", "_live_", a(24), ","), "[redacted],"],
    ["Stripe restricted key", join("rk", "_live_", a(24)), "[redacted]"],
    ["Stripe webhook secret", join("wh", "sec_", a(32)), "[redacted]"],
    ["npm token", join("npm", "_", a(36)), "[redacted]"],
    ["Google API key", join("AI", "za", a(35)), "[redacted]"],
    ["Google access token", join("ya", "29.", a(60)), "[redacted]"],
    ["DigitalOcean token", join("dop", "_v1_", hex(64)), "[redacted]"],
    ["SendGrid key", join("S", "G.", a(22), ".", a(43)), "[redacted]"],
    ["OpenAI key", join("sk", "-proj-", a(48)), "[redacted]"],
    ["Vault token", join("hv", "s.", a(24)), "[redacted]"],
    ["Telegram bot", join("/bot12345678", ":AA", a(33), "/send"), "/[redacted]/send"],
    ["JWT", join("got ey", "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.", a(43)), "got [redacted]"],
    ["JWT cut off", join("ey", "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx"), "[redacted]"],
    ["bearer header", "Authorization: Bearer abc.def", "Authorization: Bearer [redacted]"],
    ["basic header", "> authorization: Basic dTpw", "> authorization: Basic [redacted]"],
    ["own scheme", `Authorization: Acme ${a(20)}`, "Authorization: [redacted]"],
    ["header as JSON", '{"Authorization":"Bearer x1"}', '{"Authorization":"[redacted]"}'],
    ["bearer in prose", `sent bearer ${a(20)}!`, "sent bearer [redacted]!"],
    ["cookie", "Cookie: sid=1; theme=dark\nnext", "Cookie: [redacted]\nnext"],
    ["URL password", "postgres://app:s3cr3t@db:5432/x", "postgres://app:[redacted]@db:5432/x"],
    ["URL password with an @", "amqp://u:p@ss@mq/", "amqp://u:[redacted]@mq/"],
    ["URL password without user", "redis://:s3cr3t@cache", "redis://:[redacted]@cache"],
    ["URL token", `https://${a(30)}@github.com/x`, "https://[redacted]@github.com/x"],
    ["password=", "password=hunter2 next", "password=[redacted] next"],
    ["PGPASSWORD=", "PGPASSWORD=x pg_dump", "PGPASSWORD=[redacted] pg_dump"],
    ["--password VALUE", "--password hunter2 -v", "--password [redacted] -v"],
    ["--password=VALUE", "--db-password='two words' x", "--db-password='[redacted]' x"],
    ["JSON field", '{"apiKey": "abcd1234", "n": 1}', '{"apiKey": "[redacted]", "n": 1}'],
    [
      "escaped JSON",
      String.raw`"{\"password\":\"pw\",\"n\":1}"`,
      String.raw`"{\"password\":\"[redacted]\",\"n\":1}"`,
    ],
    ["query", "GET /x?token=abcdefgh1&page=2", "GET /x?token=[redacted]&page=2"],
    ["YAML", "client_secret: s3cr3t\nport: 80", "client_secret: [redacted]\nport: 80"],
    ["inside a non-secret value", 'msg="password=abc"', 'msg="password=[redacted]"'],
    ["header", "X-Api-Key: abcdefgh12", "X-Api-Key: [redacted]"],
    [
      "connection string",
      "Server=a;Password=b,c;Database=d",
      "Server=a;Password=[redacted];Database=d",
    ],
    ["Azure account key", `AccountKey=${a(40)}==;X=1`, "AccountKey=[redacted];X=1"],
    ["mysql -p", "mysqldump -u root -phunter2 shop", "mysqldump -u root -p[redacted] shop"],
    ["curl -u", "curl -s -u me:pw https://x", "curl -s -u me:[redacted] https://x"],
    ["sshpass", "sshpass -p hunter2 ssh x", "sshpass -p [redacted] ssh x"],
    ["beside another", "password=abc token=abcdefgh1", "password=[redacted] token=[redacted]"],
    ["second time", "password=[redacted]", "password=[redacted]"],
  ])("%s", (_, text, redacted) => {
    expect(redact(text, noSecrets)).toBe(redacted);
  });

  test.each([
    "password: required",
    "Password:",
    "Enter password for ana: ",
    "PASSWORD=$DB_PASSWORD",
    "password=${PASSWORD} token={{ token }}",
    "--no-password-prompt --verbose",
    "SyntaxError: Unexpected token: punc",
    "max_tokens=4096 tokens: 512",
    "cache key: nightly-2024",
    "PUBLIC_KEY=abcdefghijkl",
    "KEYBOARD=finnish KEYMAP=fi-latin1",
    "https://example.com:8080/a?x=1",
    "http://localhost:3000?to=ana@example.com",
    "git@github.com:acme/app.git ssh://git@github.com/acme/app",
    "PWD=/home/ana/backup OLDPWD=/",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "commit 8f42c19d1c3b7f3a2b1e0d9c8b7a6f5e4d3c2b1a",
    "npm_config_registry=https://example.com/",
    "mysql -P 3306 --port=3306 shop",
    "2026-01-01T00:00:00Z INFO author: ana, status: ok, bypass=true",
  ])("leaves %j alone", (text) => {
    expect(redact(text, noSecrets)).toBe(text);
  });
});

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
