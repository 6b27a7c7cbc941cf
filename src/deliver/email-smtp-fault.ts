/** How far the conversation was meant to get when it broke. */
export type SmtpStage = "opening" | "login" | "letter";

/** What was being done when it broke. `data`: asking to send the letter; `letter`: the letter itself. */
export type SmtpPhase =
  "connect" | "greeting" | "hello" | "tls" | "login" | "sender" | "recipient" | "data" | "letter";

/** Why a conversation broke, as plain values. */
export interface SmtpFault {
  readonly phase: SmtpPhase;
  /** The server's reply, word for word; null where none came. */
  readonly reply: { readonly status: number; readonly text: string } | null;
  /** The system's or nodemailer's code, the more telling of the two: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly code: string;
  readonly timedOut: boolean;
  readonly stopped: boolean;
  /** The letter began to leave: without a reply, nobody knows whether it arrived. */
  readonly mayHaveLeft: boolean;
}

export type SmtpEnd =
  | { readonly kind: "taken"; readonly response: string }
  /** Nothing was to be sent, and everything before it worked. */
  | { readonly kind: "ready"; readonly secure: boolean }
  | { readonly kind: "fault"; readonly fault: SmtpFault };

export function faultOf(
  thrown: unknown,
  stage: SmtpStage,
  mayHaveLeft: boolean,
  stopped: boolean,
): SmtpFault {
  const error = readError(thrown);
  const { response, status } = error;
  return {
    phase: phaseOf(error, stage, mayHaveLeft),
    reply: status === null || response === null ? null : { status, text: response },
    code: error.originalCode ?? error.code ?? "",
    timedOut: error.timeout !== null || error.originalCode === "ETIMEDOUT",
    stopped,
    mayHaveLeft,
  };
}

interface SmtpError {
  readonly code: string | null;
  readonly originalCode: string | null;
  readonly command: string | null;
  readonly timeout: string | null;
  readonly response: string | null;
  readonly status: number | null;
}

function phaseOf(error: SmtpError, stage: SmtpStage, mayHaveLeft: boolean): SmtpPhase {
  if (mayHaveLeft) return "letter";
  switch (stage) {
    case "opening":
      return openingPhase(error);
    case "login":
      return "login";
    case "letter":
      if (error.command === "MAIL FROM") return "sender";
      return error.command === "RCPT TO" ? "recipient" : "data";
  }
}

function openingPhase({ code, originalCode, command, timeout, status }: SmtpError): SmtpPhase {
  if (command === "STARTTLS" || code === "ETLS" || timeout === "UPGRADE_TIMEOUT") return "tls";
  if (originalCode !== null && isTlsCode(originalCode)) return "tls";
  if (command === "EHLO" || command === "HELO" || timeout === "SOCKET_TIMEOUT") return "hello";
  return status !== null || timeout === "GREETING_TIMEOUT" || code === "EPROTOCOL"
    ? "greeting"
    : "connect";
}

/** Codes of OpenSSL and of Node's own check of names. */
function isTlsCode(code: string): boolean {
  return /^(?:ERR_TLS_|ERR_SSL_|CERT_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_)/u.test(
    code,
  );
}

function readError(thrown: unknown): SmtpError {
  const given: Readonly<Record<string, unknown>> =
    typeof thrown === "object" && thrown !== null ? { ...thrown } : {};
  const text = (name: string) => {
    const value = given[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const status = given["responseCode"];
  return {
    code: text("code"),
    originalCode: text("originalCode"),
    command: text("command"),
    timeout: text("timeoutType"),
    response: text("response"),
    status: typeof status === "number" && status > 0 ? status : null,
  };
}
