import type { AttemptOutcome, Receipt } from "../domain/attempt.ts";
import { queueIdIn } from "./email-queue-id.ts";
import type { SmtpFault } from "./email-smtp-fault.ts";
import { explainFault } from "./email-smtp-words.ts";

/** What the server's yes is worth as a receipt: its words, and the name it gave the letter. */
export function receiptOf(response: string): Receipt {
  const status = /^\d{3}/u.exec(response)?.[0];
  return {
    text: response,
    status: status === undefined ? null : Number(status),
    reference: queueIdIn(response),
  };
}

/**
 * What becomes of a letter whose conversation broke. `server` is `host:port`. One address that is
 * unknown does not break a route with others: they go on to be told.
 */
export function outcomeOf(fault: SmtpFault, server: string, hasOthers: boolean): AttemptOutcome {
  const reason = explainFault(fault, server);
  const { reply } = fault;
  if (reply === null && fault.mayHaveLeft) return { kind: "unknown", reason };
  const receipt = reply === null ? null : { ...receiptOf(reply.text), reference: null };
  return isForGood(fault)
    ? { kind: "refused", broken: isBroken(fault, hasOthers), reason, receipt }
    : { kind: "try-later", reason, receipt, retryAfterMs: null };
}

/** Whether the same letter would be refused again. */
function isForGood(fault: SmtpFault): boolean {
  const { phase, reply, code } = fault;
  if (reply === null) return isMisfit(code) || isMistrusted(code) || isOversized(fault);
  const { status } = reply;
  // 503 says that the conversation went wrong, not the letter. A full mailbox may be emptied
  // (RFC 5321, 4.5.3.1.10).
  if (status < 500 || status === 503) return false;
  return !(phase === "recipient" && status === 552);
}

/** Whether any other letter would be refused as well, until somebody mends the route. */
function isBroken(fault: SmtpFault, hasOthers: boolean): boolean {
  const { phase, reply } = fault;
  if (phase === "recipient" && hasOthers) return false;
  if (phase !== "sender" && phase !== "data" && phase !== "letter") return true;
  if (reply === null) return !isOversized(fault);
  if (reply.status === 552) return false;
  if (phase === "sender") return true;
  // Login wanted, no such mailbox, mailbox disabled, sender not authenticated (RFC 7372 and 8616).
  if (reply.status === 530 || reply.status === 535) return true;
  return /^\d{3}[ -]5\.(?:1\.\d+|2\.1|7\.(?:0|8|9|2\d|30))\b/u.test(reply.text);
}

/** nodemailer's own look at the size that the server allows. */
function isOversized({ phase, reply, code }: SmtpFault): boolean {
  return phase === "sender" && reply === null && code === "EMESSAGE";
}

/** No login or no TLS to be had there. */
function isMisfit(code: string): boolean {
  return code === "ENOAUTH" || code === "EAUTH" || code === "EPROTO" || code.startsWith("ERR_SSL_");
}

/** A certificate that waiting doesn't mend. One that has expired may be renewed, or a clock put right. */
function isMistrusted(code: string): boolean {
  return /^(?:ERR_TLS_CERT|CERT_(?!HAS_EXPIRED|NOT_YET_VALID)|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_|INVALID_|PATH_LENGTH_)/u.test(
    code,
  );
}
