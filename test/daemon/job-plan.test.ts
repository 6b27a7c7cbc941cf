import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { describe, expect, onTestFinished, test } from "vitest";
import { findAccount } from "../../src/daemon/account.ts";
import { planJob } from "../../src/daemon/job-plan.ts";
import type { Config } from "../../src/config/config.ts";
import type { Job } from "../../src/domain/job.ts";

const minute = 60_000;
const plain: Job = {
  ...{ command: "date", shell: "/bin/sh", user: null, cwd: "/", env: {}, nice: null },
  ...{ overlap: "skip", retry: { attempts: 0, backoffMs: minute } },
  ...{ catchUp: "once", jitterMs: null, isolate: "never" },
};
const route = { kind: "slack", webhook: { kind: "env", name: "SLACK_URL" } };
const config = {
  routes: [route],
  watchdog: { url: { kind: "env", name: "DEADMAN_URL" }, everyMs: minute },
} as unknown as Pick<Config, "routes" | "watchdog">;
const environment = {
  ...{ PATH: "/usr/bin:/bin", HOME: "/root", LANG: "C.UTF-8", EDITOR: "vi" },
  ...{ SLACK_URL: "https://slack", DEADMAN_URL: "https://deadman", DB_PASSWORD: "from-the-file" },
  ...{ NOTIFY_SOCKET: "/run/s", WATCHDOG_USEC: "1", LUOTA_RUN_ID: "x", LUOTA_CONFIG: "/c" },
};
const source = {
  environment,
  file: new Map([
    ["DB_PASSWORD", "from-the-file"],
    ["EXTRA", "more"],
  ]),
};

function plan(job: Partial<Job>, uid = 0) {
  return planJob({ ...plain, ...job }, config, source, uid);
}

describe("what a job gets in its environment", () => {
  test("is the watcher's, without luota's own secrets and what was meant for the watcher alone", () => {
    const planned = plan({ env: { MODE: { kind: "text", text: "fast" } } });
    expect(planned).toMatchObject({
      ok: true,
      value: { jobUid: null, through: [], secretNames: [] },
    });
    const { PATH, HOME, LANG, EDITOR, LUOTA_CONFIG } = environment;
    const expected = { PATH, HOME, LANG, EDITOR, LUOTA_CONFIG, MODE: "fast" };
    expect(planned.ok && planned.value.environment).toEqual(expected);
  });

  test("holds the secrets that it asks for, and they are known to be secret", () => {
    const folder = mkdtempSync(join(tmpdir(), "luota-test-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, "key"), "from a file\n");
    const env: Job["env"] = {
      PGPASS: { kind: "env", name: "DB_PASSWORD" },
      HOOK: { kind: "env", name: "SLACK_URL" },
      MORE: { kind: "env", name: "EXTRA" },
      KEY: { kind: "file", path: join(folder, "key") },
    };
    const planned = plan({ env });
    expect(planned.ok && planned.value).toMatchObject({
      environment: {
        PGPASS: "from-the-file",
        HOOK: "https://slack",
        MORE: "more",
        KEY: "from a file",
      },
      secretNames: ["PGPASS", "HOOK", "MORE", "KEY"],
    });
  });

  test("is another user's own, and nothing private of the watcher's", () => {
    const planned = plan({ user: "daemon", cwd: null });
    const { home, uid, gid } = findAccount("daemon") ?? { home: "", uid: 0, gid: 0 };
    expect(planned.ok && planned.value).toEqual({
      words: ["/bin/sh", "-c", "date"],
      environment: {
        ...{ PATH: "/usr/bin:/bin", LANG: "C.UTF-8" },
        ...{ HOME: home, USER: "daemon", LOGNAME: "daemon", SHELL: "/bin/sh" },
      },
      cwd: home,
      jobUid: uid,
      secretNames: [],
      through: ["/usr/bin/setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--init-groups", "--"],
    });
  });
});

describe("how a job is started", () => {
  test.each([
    [
      "a line by the shell that it names",
      { command: "echo 1", shell: "/bin/bash" },
      { words: ["/bin/bash", "-c", "echo 1"] },
    ],
    ["a list without one", { command: ["a", "b c"] }, { words: ["a", "b c"] }],
    ["with the niceness that it asks for", { nice: 5 }, { through: ["/usr/bin/nice", "-n", "5"] }],
    ["where it is said", { cwd: "/usr" }, { cwd: "/usr" }],
    ["at home otherwise", { cwd: null }, { cwd: "/root" }],
    ["as who it is already, without ado", { user: "root" }, { through: [], jobUid: null }],
  ])("%s", (_, job, expected) => {
    expect(plan(job)).toMatchObject({ ok: true, value: expected });
  });
});

describe("what can't be had is said", () => {
  const secret = { kind: "env", name: "NOWHERE" } as const;
  test.each([
    [
      "a user of no account",
      { user: "no-such-user" },
      0,
      "its user no-such-user is not known on this host",
    ],
    [
      "another user, for who is not root",
      { user: "daemon" },
      54321,
      "only root may run it as daemon, and luota runs as uid 54321",
    ],
    ["a directory", { cwd: "/no/such" }, 0, "its directory /no/such is not there"],
    [
      "a directory that is a file",
      { cwd: "/etc/passwd" },
      0,
      "its directory /etc/passwd is not there",
    ],
    [
      "a secret",
      { env: { A: secret } },
      0,
      "its variable A can't be set: env:NOWHERE: it is neither set nor in envFile",
    ],
    [
      "a file with a secret",
      { env: { A: { kind: "file", path: "/no/key" } } },
      0,
      "its variable A can't be set: file:/no/key: ENOENT",
    ],
  ] as const)("%s", (_, job, uid, failure) => {
    expect(plan(job, uid)).toEqual({ ok: false, failure });
  });
});
