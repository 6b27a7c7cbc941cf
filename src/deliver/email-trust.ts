import tls from "node:tls";

/** A company's own authority is known to the machine, not to Node: both are trusted. */
export function trust(): tls.SecureContext {
  trusted ??= tls.createSecureContext({
    ca: [...new Set([...tls.getCACertificates("default"), ...tls.getCACertificates("system")])],
  });
  return trusted;
}

let trusted: tls.SecureContext | undefined;
