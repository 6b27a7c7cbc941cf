/**
 * What went wrong on the way, in words that hold nothing of the request: errors of the network name
 * addresses and paths, and a path may be the secret. Only their codes are used.
 */
export function describeNetworkError(error: unknown): string {
  const code = codeOf(error);
  if (code === null) return "the connection failed";
  const known = words[code];
  if (known !== undefined) return known;
  if (/CERT|SIGNATURE|ISSUER|CRL/u.test(code)) return `the certificate was not accepted (${code})`;
  if (/SSL|TLS/u.test(code)) return `TLS failed (${code})`;
  return `the connection failed (${code})`;
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was closed",
  UND_ERR_SOCKET: "the connection was closed",
  ENOTFOUND: "the host name is not known",
  EAI_AGAIN: "the host name could not be looked up for now",
  EHOSTUNREACH: "the host could not be reached",
  ENETUNREACH: "the network could not be reached",
  ETIMEDOUT: "the connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  EPROTO: "TLS failed (EPROTO)",
  ERR_SSL_WRONG_VERSION_NUMBER: "TLS failed: the other end does not speak it",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate is self-signed",
  CERT_HAS_EXPIRED: "the certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for another host",
};

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  const { code } = error;
  return typeof code === "string" && /^[A-Z0-9_]{1,60}$/u.test(code) ? code : null;
}
