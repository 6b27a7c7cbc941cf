import { describe, expect, test } from "vitest";
import { redact } from "../../src/text/redact.ts";
import { noSecrets } from "../../src/text/secrets.ts";

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
