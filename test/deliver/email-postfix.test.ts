import { writeFileSync } from "node:fs";
import { join } from "node:path";
import tls from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmailSender } from "../../src/deliver/email.ts";
import { messageOf, sampleMessage, sampleStory } from "./email-samples.ts";
import { makeCertificate } from "./certificates.ts";
import { hasPostfix, startPostfix, type Postfix } from "./postfix.ts";
import { temporaryHome } from "./temporary-home.ts";
import { header, readMail } from "./read-mail.ts";

const forever = new AbortController().signal;

describe.skipIf(!hasPostfix)("a real Postfix", () => {
  const before = tls.getCACertificates("default");
  let postfix: Postfix;

  beforeAll(async () => {
    const certificate = makeCertificate("DNS:localhost,IP:127.0.0.1");
    tls.setDefaultCACertificates([...before, certificate.cert]);
    postfix = await startPostfix(certificate);
  });

  afterAll(() => {
    tls.setDefaultCACertificates(before);
    postfix[Symbol.dispose]();
  });

  const sender = () => {
    const { port } = postfix;
    const smtp = { host: "127.0.0.1", port, security: "starttls", user: null, password: null };
    return createEmailSender({
      kind: "email",
      from: "luota@acme.test",
      to: ["ops@acme.test"],
      mailer: { kind: "smtp", smtp: { ...smtp, security: "starttls" } },
    });
  };
  const send = (recipient: string, message = messageOf({})) =>
    sender().send({ ...message, recipient }, forever);

  it("answers when it is reached", async () => {
    await expect
      .poll(() => sender().reach(forever), { timeout: 20_000 })
      .toMatchObject({
        kind: "reached",
        text: expect.stringContaining("encrypted") as unknown,
      });
  });

  it("takes a letter, names it, and delivers it as it was written", async () => {
    const outcome = await send("ops@acme.test");
    expect(outcome).toMatchObject({
      kind: "delivered",
      receipt: { text: expect.stringMatching(/^250 2\.0\.0 Ok: queued as \w+$/u) as unknown },
    });
    const id = outcome.kind === "delivered" ? outcome.receipt.reference : null;
    expect(id).toMatch(/^\w{6,}$/u);
    await expect.poll(() => postfix.log(), { timeout: 20_000 }).toContain(`${id ?? ""}: removed`);
    const [bytes] = postfix.arrived();
    const mail = readMail(bytes ?? Buffer.alloc(0));
    expect(mail.defects).toEqual([]);
    expect(header(mail, "Delivered-To")).toBe("ops@acme.test");
    expect(header(mail, "Subject")).toBe("[MISSED] nightly-backup on db1 (INC-42)");
    expect(header(mail, "Received")).toContain(id);
    expect(header(mail, "Received")).toContain("ESMTPS");
    expect(mail.text).toContain("  | pg_dump: error: No space left on device");
    expect(mail.html).toContain("Acknowledge</a>");
  });

  it.each([
    ["unknown@acme.test", { kind: "refused", broken: true, receipt: { status: 550 } }],
    ["moved@acme.test", { kind: "refused", broken: true, receipt: { status: 551 } }],
    ["busy@acme.test", { kind: "try-later", receipt: { status: 450 } }],
  ])("answers for %s", async (recipient, wanted) => {
    expect(await send(recipient)).toMatchObject(wanted);
  });

  it("takes a letter through its program as well", async () => {
    using home = temporaryHome();
    const path = join(home.path, "sendmail");
    const words = `exec /usr/sbin/sendmail -C ${postfix.config} "$@"`;
    writeFileSync(path, `#!/bin/sh\n${words}\n`, { mode: 0o755 });
    const mailer = { kind: "sendmail", path } as const;
    const target = { kind: "email", from: "luota@acme.test", to: [], mailer } as const;
    const message = sampleMessage(undefined, { id: "M_program", recipient: "ops@acme.test" });
    expect(await createEmailSender(target).send(message, forever)).toMatchObject({
      kind: "delivered",
    });
    await expect
      .poll(() => postfix.arrived().map((bytes) => bytes.toString()), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining("Message-ID: <M_program.01JD3QH7@acme.test>"));
  });

  it("does not take what is too long for it, and other letters are still welcome", async () => {
    const text = "x".repeat(800);
    const facts = Array.from({ length: 20 }, () => ({ label: text, text }));
    const stories = [1, 2, 3].map((incident) => sampleStory({ incident, facts }));
    const large = sampleMessage({ kind: "incidents", stories });
    expect(await send("ops@acme.test", large)).toMatchObject({
      kind: "refused",
      broken: false,
      receipt: { status: 552 },
    });
    expect(await send("ops@acme.test")).toMatchObject({ kind: "delivered" });
  });
});
