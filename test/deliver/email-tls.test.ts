import { once } from "node:events";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmailSender, emailLimits } from "../../src/deliver/email.ts";
import { outcomeOf } from "../../src/deliver/email-smtp-outcome.ts";
import { sampleMessage } from "./email-samples.ts";
import { makeCertificate } from "./certificates.ts";
import { playScript } from "./scripted-smtp.ts";

const trusted = makeCertificate("DNS:localhost,IP:127.0.0.1");
const misnamed = makeCertificate("DNS:mail.other.example");
const stranger = makeCertificate("DNS:localhost,IP:127.0.0.1");
const forever = new AbortController().signal;
const before = tls.getCACertificates("default");

beforeAll(() => {
  tls.setDefaultCACertificates([...before, trusted.cert, misnamed.cert]);
});

afterAll(() => {
  tls.setDefaultCACertificates(before);
});

type Security = "starttls" | "implicit" | "none";

function senderTo(port: number, security: Security, password: string | null = null) {
  const user = password === null ? null : "luota";
  const smtp = { host: "localhost", port, security, user, password };
  const mailer = { kind: "smtp", smtp } as const;
  const target = { kind: "email", from: "luota@acme.example", to: [], mailer } as const;
  return createEmailSender(target, {
    ...emailLimits,
    connect: 2000,
    greeting: 2000,
    silence: 2000,
  });
}

/** A real mail server in this process, on a port of its own. */
async function serve(options: SMTPServerOptions, use: (port: number) => Promise<void>) {
  const letters: string[] = [];
  const server = new SMTPServer({
    logger: false,
    onAuth: ({ password }, _session, done) => {
      if (password === "correct horse") done(null, { user: "luota" });
      else done(new Error("wrong password"));
    },
    onData: (stream, _session, done) => {
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => letters.push(chunk));
      stream.on("end", () => {
        done(null);
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  try {
    await use((server.server.address() as AddressInfo).port);
  } finally {
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  }
  return letters.join("");
}

describe("encryption", () => {
  it.each([
    ["starttls", { ...trusted, authOptional: false }],
    ["implicit", { ...trusted, secure: true }],
  ] as const)("%s, and a login inside it", async (security, options) => {
    let sent: unknown;
    let reached: unknown;
    const letters = await serve(options, async (port) => {
      const sender = senderTo(port, security, "correct horse");
      reached = await sender.reach(forever);
      sent = await sender.send(sampleMessage(), forever);
    });
    expect(reached).toMatchObject({ text: expect.stringContaining("encrypted, login") as unknown });
    expect(sent).toMatchObject({ kind: "delivered", receipt: { status: 250 } });
    expect(letters).toContain("Message-ID: <M_7Zk2p.01JD3QH7@acme.example>");
  });

  it("a wrong password is the route's fault", async () => {
    await serve({ ...trusted }, async (port) => {
      const outcome = await senderTo(port, "starttls", "wrong horse").send(
        sampleMessage(),
        forever,
      );
      expect(outcome).toMatchObject({ kind: "refused", broken: true, receipt: { status: 535 } });
      expect(JSON.stringify(outcome)).not.toContain("wrong horse");
    });
  });

  it.each([
    ["for another name", misnamed, /is for another name/u],
    ["of a stranger", stranger, /is not trusted here \(DEPTH_ZERO_SELF_SIGNED_CERT\)/u],
  ])("a certificate %s is the route's fault, and nothing is sent", async (_, certificate, why) => {
    for (const security of ["starttls", "implicit"] as const) {
      const options = { ...certificate, secure: security === "implicit" };
      const letters = await serve(options, async (port) => {
        const outcome = await senderTo(port, security, "correct horse").send(
          sampleMessage(),
          forever,
        );
        expect(outcome).toMatchObject({
          kind: "refused",
          broken: true,
          reason: expect.stringMatching(why) as unknown,
        });
      });
      expect(letters).toBe("");
    }
  });

  it("an expired certificate may be renewed by the next try", () => {
    const code = "CERT_HAS_EXPIRED";
    const nothing = { reply: null, timedOut: false, stopped: false, mayHaveLeft: false };
    expect(outcomeOf({ ...nothing, phase: "tls", code }, "mail:587", true)).toMatchObject({
      kind: "try-later",
      reason: "the certificate of mail:587 has expired",
    });
  });

  it("is not gone without where the server does not offer it", async () => {
    await using server = await playScript({});
    const outcome = await senderTo(server.port, "starttls", "correct horse").send(
      sampleMessage(),
      forever,
    );
    expect(outcome).toMatchObject({
      kind: "refused",
      broken: true,
      reason: expect.stringContaining("does not offer STARTTLS") as unknown,
    });
    expect(server.heard.map((line) => line.slice(0, 8))).toEqual(["EHLO [12", "STARTTLS"]);
  });

  it.each([
    ["454 4.7.0 not now"],
    ["drop"],
    ["hang"],
    // What was said before the handshake counts for nothing.
    ["220 go on\r\n250 injected"],
  ])("STARTTLS answered with %j is worth another try", async (starttls) => {
    await using server = await playScript({ starttls });
    const outcome = await senderTo(server.port, "starttls").send(sampleMessage(), forever);
    expect(outcome.kind).toBe("try-later");
    expect(server.heard.some((line) => line.startsWith("MAIL"))).toBe(false);
  });

  it("from the first byte, at a server that does not speak it", async () => {
    await using server = await playScript({});
    const outcome = await senderTo(server.port, "implicit").send(sampleMessage(), forever);
    expect(outcome).toMatchObject({
      kind: "refused",
      broken: true,
      reason: expect.stringContaining("security: starttls") as unknown,
    });
  });
});
