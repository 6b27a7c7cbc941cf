import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmailSender, emailLimits } from "../../src/deliver/email.ts";
import { sampleMessage } from "./email-samples.ts";
import { header, readMail } from "./read-mail.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = temporaryHome();
const forever = new AbortController().signal;

afterAll(() => {
  home[Symbol.dispose]();
});

let programs = 0;

function senderThrough(body: string, whole = emailLimits.whole) {
  programs += 1;
  const path = join(home.path, `sendmail-${programs}`);
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return senderAt(path, whole);
}

function senderAt(path: string, whole = emailLimits.whole) {
  const mailer = { kind: "sendmail", path } as const;
  const target = { kind: "email", from: "luota@acme.example", to: [], mailer } as const;
  return createEmailSender(target, { ...emailLimits, whole });
}

describe("a program that takes mail", () => {
  beforeAll(() => {
    process.env["LUOTA_TEST_SECRET"] = "correct horse battery";
  });
  afterAll(() => {
    delete process.env["LUOTA_TEST_SECRET"];
  });

  it("gets the addresses as words, the letter on its stdin and none of our environment", async () => {
    const at = (name: string) => join(home.path, name);
    const sender = senderThrough(
      `for word; do echo "$word"; done > ${at("words")}; env > ${at("env")}; cat > ${at("letter")}; echo queued`,
    );
    const outcome = await sender.send(sampleMessage(), forever);
    expect(outcome).toEqual({
      kind: "delivered",
      receipt: { text: "queued", status: null, reference: null },
    });
    expect(readFileSync(at("words"), "utf8").split("\n")).toEqual([
      "-i",
      "-f",
      "luota@acme.example",
      "--",
      "ops@acme.example",
      "",
    ]);
    expect(readFileSync(at("env"), "utf8")).not.toContain("correct horse");
    const mail = readMail(readFileSync(at("letter")));
    expect(header(mail, "Subject")).toBe("[MISSED] nightly-backup on db1 (INC-42)");
    expect(mail.defects).toEqual([]);
  });

  it.each([
    ["0 and no words", "cat > /dev/null", { kind: "delivered", receipt: { text: "exit 0" } }],
    ["64", "echo bad option >&2; exit 64", { kind: "refused", broken: true }],
    ["78", "echo no account >&2; exit 78", { kind: "refused", broken: true }],
    ["65, which msmtp says for 550", "exit 65", { kind: "try-later" }],
    ["69", "exit 69", { kind: "try-later" }],
    ["75", "echo later >&2; exit 75", { kind: "try-later", receipt: { text: "later" } }],
    ["1", "exit 1", { kind: "try-later", receipt: { text: "exit 1" } }],
    ["a signal", "kill -SEGV $$", { kind: "unknown" }],
    ["0, with a helper that stays", "cat > /dev/null; sleep 5 & exit 0", { kind: "delivered" }],
    ["0, without reading the letter", "exit 0", { kind: "delivered" }],
    ["1, after very many words", "yes | head -c 10000000; exit 1", { kind: "try-later" }],
  ])("ends with %s", async (_, body, wanted) => {
    const outcome = await senderThrough(body).send(sampleMessage(), forever);
    expect(outcome).toMatchObject(wanted);
    expect(JSON.stringify(outcome).length).toBeLessThan(12_000);
  });

  it("takes too long", async () => {
    const outcome = await senderThrough("exec sleep 20", 300).send(sampleMessage(), forever);
    expect(outcome).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("took too long") as unknown,
    });
  });

  it("takes too long and does not heed TERM", async () => {
    const body = "trap '' TERM; while :; do read x < /dev/zero; done";
    const outcome = await senderThrough(body, 300).send(sampleMessage(), forever);
    expect(outcome.kind).toBe("unknown");
  });

  it("is not there", async () => {
    const path = join(home.path, "absent");
    expect(await senderAt(path).send(sampleMessage(), forever)).toMatchObject({
      kind: "refused",
      broken: true,
      reason: `${path} can't run (ENOENT)`,
    });
    expect(await senderAt(path).reach(forever)).toMatchObject({ kind: "unreached" });
  });

  it("is never started for what is not one address", async () => {
    const mark = join(home.path, "started");
    const sender = senderThrough(`touch ${mark}`);
    for (const recipient of ["-oQ/tmp@acme.example", "a b@acme.example", "|/bin/sh"]) {
      const outcome = await sender.send(sampleMessage(undefined, { recipient }), forever);
      expect(outcome).toMatchObject({ kind: "refused" });
    }
    expect(existsSync(mark)).toBe(false);
  });

  it("only a message tells whether it works", async () => {
    expect(await senderThrough("exit 1").reach(forever)).toEqual({ kind: "untold" });
  });
});
