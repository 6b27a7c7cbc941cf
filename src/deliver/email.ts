import { access, constants } from "node:fs/promises";
import { unreachable } from "../base/unreachable.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import type { Message } from "../domain/message.ts";
import { isMailAddress } from "../text/mail-address.ts";
import { composeEmail } from "./email-compose.ts";
import { redactOutcome, redactReason } from "./email-redact.ts";
import { giveToProgram } from "./email-sendmail.ts";
import { converse, type EmailLimits, type SmtpLetter } from "./email-smtp.ts";
import { outcomeOf, receiptOf } from "./email-smtp-outcome.ts";
import { explainFault } from "./email-smtp-words.ts";
import type { EmailTarget } from "./email-target.ts";
import type { Reach, Sender } from "./sender.ts";

/** Long enough for a busy server, short enough for an alert. */
export const emailLimits: EmailLimits = {
  connect: 10_000,
  greeting: 10_000,
  silence: 30_000,
  whole: 60_000,
};

/**
 * Sends mail through an SMTP server, or through a program of this machine. The route's own password
 * is taken out of whatever is handed back.
 */
export function createEmailSender(target: EmailTarget, limits: EmailLimits = emailLimits): Sender {
  const closing = new AbortController();
  const secrets = secretsOf(target);
  const within = (signal: AbortSignal) =>
    AbortSignal.any([signal, closing.signal, AbortSignal.timeout(limits.whole)]);
  return {
    send: async (message, signal) => {
      const outcome = await sendOnce(target, message, limits, within(signal));
      return redactOutcome(outcome, secrets);
    },
    reach: async (signal) => {
      const reach = await reachOut(target, limits, within(signal));
      return reach.kind === "unreached"
        ? { ...reach, reason: redactReason(reach.reason, secrets) }
        : reach;
    },
    close: () => {
      closing.abort();
    },
  };
}

async function sendOnce(
  { from, to: all, mailer }: EmailTarget,
  message: Message,
  limits: EmailLimits,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  const to = message.recipient;
  const wrong = [from, to].find((address) => !isMailAddress(address));
  if (wrong !== undefined) {
    const reason = `${JSON.stringify(wrong.slice(0, 100))} is not one plain mail address`;
    return { kind: "refused", broken: true, reason, receipt: null };
  }
  const letter: SmtpLetter = { from, to, bytes: await composeEmail(message, from, to) };
  switch (mailer.kind) {
    case "sendmail":
      return await giveToProgram(mailer.path, letter, signal);
    case "smtp": {
      const end = await converse(mailer.smtp, letter, limits, signal);
      if (end.kind === "fault") {
        return outcomeOf(end.fault, placeOf(mailer.smtp), all.length > 1);
      }
      return { kind: "delivered", receipt: receiptOf(end.kind === "taken" ? end.response : "") };
    }
    default:
      return unreachable(mailer);
  }
}

async function reachOut(
  { mailer }: EmailTarget,
  limits: EmailLimits,
  signal: AbortSignal,
): Promise<Reach> {
  if (mailer.kind === "sendmail") {
    const isThere = await canRun(mailer.path);
    return isThere
      ? { kind: "untold" }
      : { kind: "unreached", reason: `${mailer.path} can't be run here` };
  }
  const begun = performance.now();
  const end = await converse(mailer.smtp, null, limits, signal);
  const place = placeOf(mailer.smtp);
  if (end.kind === "fault") return { kind: "unreached", reason: explainFault(end.fault, place) };
  const secured = end.kind === "ready" && end.secure ? "encrypted" : "not encrypted";
  const login = mailer.smtp.user === null ? "no login" : "login accepted";
  const tookMs = Math.round(performance.now() - begun);
  return { kind: "reached", text: `${place} answers: ${secured}, ${login}`, tookMs };
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function placeOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The password, also as the login carries it, should a server repeat what it was told. */
function secretsOf({ mailer }: EmailTarget): readonly string[] {
  if (mailer.kind !== "smtp" || mailer.smtp.password === null) return [];
  const { user, password } = mailer.smtp;
  return [password, Buffer.from(`\0${user ?? ""}\0${password}`).toString("base64")];
}
