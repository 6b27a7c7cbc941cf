/** The name that a server gave a letter it took, in the words of the servers that are about; else null. */
export function queueIdIn(reply: string): string | null {
  const words = reply.replace(/\s+/gu, " ").slice(0, 2000);
  for (const pattern of patterns) {
    const id = pattern.exec(words)?.[1];
    if (id !== undefined) return id;
  }
  return null;
}

const patterns: readonly RegExp[] = [
  // Postfix, and many that say it as Postfix does.
  /\bqueued as <?([\w.@-]{4,100})/iu,
  // Exim.
  /\bid=([\w-]{6,60})/u,
  // Exchange.
  /\[InternalId=(\d+)/u,
  // Sendmail, OpenSMTPD.
  /^250 (?:\d\.\d+\.\d+ )?([\w-]{6,60}):? Message accepted/iu,
  // Gmail: the second word after OK, the first is a time.
  /^250 2\.0\.0 OK \d+ ([\w.-]{6,100})/iu,
  // Amazon SES.
  /^250 Ok ([0-9a-f]{16}-[0-9a-f-]{20,60})$/iu,
];
