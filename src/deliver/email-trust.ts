import tls from "node:tls";

/** Whom to believe: the authorities that Node knows, and those this machine knows, a company's own among them. */
export function trust(): tls.SecureContext {
  trusted ??= tls.createSecureContext(authorities());
  return trusted;
}

/** Made once: it takes a quarter of a second. */
let trusted: tls.SecureContext | undefined;

function authorities(): { readonly ca?: string[] } {
  const known = new Set(tls.getCACertificates("default"));
  const own = tls.getCACertificates("system").filter((certificate) => !known.has(certificate));
  return own.length === 0 ? {} : { ca: [...known, ...own] };
}
