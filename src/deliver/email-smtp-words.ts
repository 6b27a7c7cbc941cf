import { unreachable } from "../base/unreachable.ts";
import { boundedLine } from "./email-bounded.ts";
import type { SmtpFault, SmtpPhase } from "./email-smtp-fault.ts";

/** One sentence that tells a person what went wrong, and where they may put it right. */
export function explainFault(fault: SmtpFault, server: string): string {
  const { phase, reply, code, stopped, timedOut, mayHaveLeft } = fault;
  if (reply !== null) {
    const said = boundedLine(reply.text.replace(/\r?\n/gu, " "), 500);
    return `${server} ${refusal(phase, reply.status)}: ${said}`;
  }
  if (mayHaveLeft) {
    const why = stopped ? "time was up" : timedOut ? "it fell silent" : "the connection broke";
    return `${server} got the letter, but ${why} before it answered`;
  }
  if (stopped) return `time was up while ${doing(phase)} ${server}, before anything was sent`;
  if (timedOut) return `no answer in time while ${doing(phase)} ${server}`;
  return explainCode(code, phase, server);
}

function explainCode(code: string, phase: SmtpPhase, server: string): string {
  switch (code) {
    case "ENOAUTH":
      return `${server} offers no login (AUTH), but a user and a password are configured`;
    case "EAUTH":
      return `${server} offers no kind of login that a password will do for`;
    case "EMESSAGE":
      return `the letter is larger than ${server} allows`;
    case "EPROTOCOL":
      return `${server} does not answer as a mail server does`;
    case "ECONNREFUSED":
      return `nobody listens at ${server} (ECONNREFUSED)`;
    case "ENOTFOUND":
      return `the name of ${server} was not found (ENOTFOUND)`;
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
      return `${server} does not speak TLS from the first byte (${code}); perhaps it wants \`security: starttls\``;
    case "CERT_HAS_EXPIRED":
      return `the certificate of ${server} has expired`;
    case "CERT_NOT_YET_VALID":
      return `the certificate of ${server} is not valid yet; is this host's clock right?`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `the certificate of ${server} is for another name`;
    case "":
      return `the connection to ${server} broke while ${doing(phase)} it`;
    default:
      return phase === "tls" && code !== "ETLS" && code !== "ECONNRESET"
        ? `the certificate of ${server} is not trusted here (${code})`
        : `the connection to ${server} broke while ${doing(phase)} it (${code})`;
  }
}

function refusal(phase: SmtpPhase, status: number): string {
  const later = status < 500;
  switch (phase) {
    case "connect":
    case "greeting":
      return later ? "takes no connections at the moment" : "does not want to talk to this host";
    case "hello":
      return later ? "is not ready" : "did not take the greeting of this host (EHLO)";
    case "tls":
      return later ? "can't encrypt at the moment" : "does not offer STARTTLS, which is required";
    case "login":
      return later ? "can't check the login at the moment" : "refused the login";
    case "sender":
      return later ? "does not take the sender yet" : "refused the sender";
    case "recipient":
      return later ? "does not take the recipient yet" : "refused the recipient";
    case "data":
    case "letter":
      return later ? "does not take the letter yet" : "refused the letter";
    default:
      return unreachable(phase);
  }
}

function doing(phase: SmtpPhase): string {
  switch (phase) {
    case "connect":
      return "connecting to";
    case "greeting":
      return "waiting for the greeting of";
    case "hello":
      return "greeting";
    case "tls":
      return "setting up encryption with";
    case "login":
      return "logging in at";
    case "sender":
    case "recipient":
    case "data":
    case "letter":
      return "offering the letter to";
    default:
      return unreachable(phase);
  }
}
