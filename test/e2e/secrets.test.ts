import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

/** What must never lie on the disk, in any of its forms. */
const password = "hunter2-correct-horse";
const token = "ghp_0123456789abcdefABCDEF0123456789abcd";
const urlPassword = "s3cr3t-in-the-url";
const secrets = [password, token, urlPassword, Buffer.from(password).toString("base64")];

const env = {
  DB_PASSWORD: password,
  DATABASE_URL: `postgres://app:${urlPassword}@db.example/app`,
};

/** One job that spills each secret everywhere a record takes words from. */
function spillEverywhere(rig: Rig): string[] {
  writeFileSync(
    rig.path("work", "spill.sh"),
    `echo "pw=$DB_PASSWORD url=$DATABASE_URL"
printf 'b64 %s\\n' "$(printf %s "$DB_PASSWORD" | base64)" >&2
echo "token ${token}" >&2
head -c 9000 /dev/zero | tr '\\0' x; echo "$DB_PASSWORD"
exit 5
`,
  );
  const told = ["--summary", `done with ${password}`, "--external-id", `evt-${password}`];
  const asked = ["--payload", JSON.stringify({ password, deep: [{ note: `t ${token}` }] })];
  const tags = ["--tag", `auth=${token}`, "--tag", `where=${env.DATABASE_URL}`];
  return [...told, ...asked, ...tags, "--", "sh", "spill.sh", `--password=${password}`, token];
}

function expectClean(rig: Rig): void {
  const bytes = rig.kept();
  expect(bytes.length).toBeGreaterThan(500);
  for (const secret of secrets) expect(bytes.includes(secret), secret).toBe(false);
}

describe("secrets", () => {
  test("pass through untouched, and are nowhere in the store", async () => {
    using rig = new Rig();
    const ended = await rig.luota(["run", "job", ...spillEverywhere(rig)], { env });
    expect(ended.code).toBe(5);
    expect(ended.stdout).toContain(`pw=${password} url=${env.DATABASE_URL}\n`);
    expect(ended.stderr).toContain(`token ${token}\n`);
    expectClean(rig);
    const run = await rig.lastRun("job");
    expect(run.output?.stdout.head).toContain("pw=[redacted]");
    expect(run.output?.stderr.head).toContain("token [redacted]");
    expect(run.summary).toBe("done with [redacted]");
    expect(JSON.stringify([run.command, run.tags, run.payload, run.externalId])).toContain(
      "[redacted]",
    );
  });

  test("are nowhere in the spool", async () => {
    using rig = new Rig();
    mkdirSync(rig.store, { recursive: true });
    await rig.luota(["run", "job", ...spillEverywhere(rig)], { env });
    expect(rig.spooled().length).toBeGreaterThan(0);
    expectClean(rig);
  });

  test("are nowhere in what a job tells of itself", async () => {
    using rig = new Rig();
    const say = async (...words: string[]) => await rig.luota(words, { env });
    await say("beat", "job", "--summary", `with ${password}`, "--payload", `{"token":"${token}"}`);
    const started = await say(
      "start",
      "job",
      "--payload",
      `{"p":"${password}"}`,
      "--tag",
      `k=${token}`,
    );
    const run = started.stdout.trim();
    expect((await say("log", "--run", run, `told ${password} ${token}`)).code).toBe(0);
    expect((await say("failure", run, "--error", `API refused ${password}`)).code).toBe(0);
    expectClean(rig);
    expect((await rig.lastRun("job")).error).toBe("API refused [redacted]");
    expect((await rig.luota(["logs", run])).stdout).toContain("told [redacted] [redacted]");
  });
});
