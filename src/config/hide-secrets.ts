/**
 * A line of a config with everything in it that may be a secret starred out, character for
 * character, so that columns stay true. It hides too much rather than too little: the line may be
 * quoted because it is broken, so its shape can't be trusted.
 */
export function hideSecrets(line: string): string {
  const unlisted = line.replace(
    secretList,
    (_, before: string, items: string) => before + items.replaceAll(/[^\s"',]+/gu, starOut),
  );
  return patterns.reduce(
    (hidden, pattern) =>
      hidden.replace(pattern, (_, before: string, secret: string) => before + starOut(secret)),
    unlisted,
  );
}

/** Several values of one key, on its line. */
const secretList = /((?:secret|key|token)["']?\s*:\s*\[)([^\]]+)/giu;

const patterns = [
  /** The value of a key that is named like a secret. */
  /((?:[\w-]*(?:password|passwd|passphrase|secret|token|api_?key|signing_?key|credential|webhook)|\bkey)["']?\s*:\s*["']?)([^\s"'{}[\],#]+(?:[^"'{}[\],#]*[^\s"'{}[\],#])?)/giu,
  /** User and password in a URL. */
  /(:\/\/)([^\s/@"']+)(?=@)/gu,
  /** The secret part of a Slack webhook, and of the likes of it. */
  /(hooks\.slack\.com\/[a-z]+\/)([^\s"'},\]]+)/giu,
  /(discord(?:app)?\.com\/api\/webhooks\/)([^\s"'},\]]+)/giu,
  /(hc-ping\.com\/)([^\s"'},\]]+)/giu,
  /** A parameter of a URL that is named like a secret. */
  /([?&][\w-]*(?:password|secret|token|key|signature|sig)=)([^\s&"'},\]]+)/giu,
] as const;

/** The place of a secret is none. */
function starOut(text: string): string {
  return /^(?:env|file):/u.test(text) ? text : "*".repeat(text.length);
}
