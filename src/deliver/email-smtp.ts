import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { ResolvedMailer } from "./email-target.ts";
import { trust } from "./email-trust.ts";
import { faultOf, type SmtpEnd, type SmtpStage } from "./email-smtp-fault.ts";

type Smtp = Extract<ResolvedMailer, { kind: "smtp" }>["smtp"];

export interface SmtpLetter {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/** In milliseconds. `connect` covers everything up to the end of STARTTLS, `silence` each wait for an answer. */
export interface EmailLimits {
  readonly connect: number;
  readonly greeting: number;
  readonly silence: number;
  readonly whole: number;
}

/** One conversation with a server: hello, encryption, login and, where there is one, a letter. */
export async function converse(
  smtp: Smtp,
  letter: SmtpLetter | null,
  limits: EmailLimits,
  signal: AbortSignal,
): Promise<SmtpEnd> {
  const connection = new SMTPConnection(optionsFor(smtp, limits));
  const failed = failureOf(connection, signal);
  let stage: SmtpStage = "opening";
  const source = letter === null ? null : sourceOf(letter.bytes);
  try {
    await Promise.race([failed, connect(connection)]);
    stage = "login";
    await Promise.race([failed, logIn(connection, smtp)]);
    if (letter === null || source === null) return { kind: "ready", secure: connection.secure };
    stage = "letter";
    const { from, to, bytes } = letter;
    const envelope = { from, to: [to], size: bytes.length };
    const response = await Promise.race([failed, hand(connection, envelope, source.stream)]);
    return { kind: "taken", response };
  } catch (error) {
    const wasHanded = source?.wasRead() ?? false;
    return { kind: "fault", fault: faultOf(error, stage, wasHanded, signal.aborted) };
  } finally {
    leave(connection, signal.aborted);
  }
}

function optionsFor(smtp: Smtp, limits: EmailLimits): SMTPConnection.Options {
  const { host, port, security } = smtp;
  return {
    host,
    port,
    secure: security === "implicit",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    connectionTimeout: limits.connect,
    dnsTimeout: limits.connect,
    greetingTimeout: limits.greeting,
    socketTimeout: limits.silence,
    socketCloseTimeout: 1000,
    maxResponseSize: 64 * 1024,
    ...(security === "none" ? {} : { tls: { secureContext: trust() } }),
  };
}

/** Rejects when the connection breaks, or when nobody waits for it any longer. */
function failureOf(connection: SMTPConnection, signal: AbortSignal): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    connection.on("error", reject);
    // An error is told after this, and says more.
    connection.on("end", () => setImmediate(reject, new Error("the connection was closed")));
    const stop = () => {
      reject(new Error("stopped"));
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  // Once the conversation is over nobody listens, and that is well.
  failed.catch(() => undefined);
  return failed;
}

function connect(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function logIn(connection: SMTPConnection, { user, password }: Smtp): Promise<void> {
  if (user === null || password === null) return;
  if (!connection.allowsAuth) throw Object.assign(new Error("no AUTH"), { code: "ENOAUTH" });
  await new Promise<void>((resolve, reject) => {
    connection.login({ user, pass: password }, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function hand(
  connection: SMTPConnection,
  envelope: { from: string; to: string[]; size: number },
  stream: Readable,
): Promise<string> {
  return new Promise((resolve, reject) => {
    connection.send(envelope, stream, (error, info) => {
      if (error) reject(error);
      else resolve(info.response);
    });
  });
}

/** The letter's bytes, and whether anybody took them: nobody does before the server has agreed to DATA. */
function sourceOf(bytes: Buffer): { readonly stream: Readable; readonly wasRead: () => boolean } {
  let wasRead = false;
  const stream = new Readable({
    read() {
      wasRead = true;
      this.push(bytes);
      this.push(null);
    },
  });
  return { stream, wasRead: () => wasRead };
}

/** Says goodbye where somebody may still listen, and waits for nothing. */
function leave(connection: SMTPConnection, isLate: boolean): void {
  if (isLate || connection.destroyed || connection.stage !== "connected") {
    connection.close();
    return;
  }
  connection.quit();
  setTimeout(() => {
    connection.close();
  }, 500).unref();
}
