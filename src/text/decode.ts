/** Decodes UTF-8; what is no UTF-8 becomes U+FFFD. A byte order mark stays, so that pieces join truly. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** The last place at or before `at` where a code point starts, so that a cut there splits none. */
export function codePointStart(bytes: Uint8Array, at: number): number {
  for (let start = at - 1; start >= Math.max(0, at - 3); start -= 1) {
    const length = sequenceLength(bytes[start] ?? 0);
    if (length > 0) return start + length > at ? start : at;
  }
  return at;
}

/** The first place where a code point starts, in bytes whose beginning was cut off. */
export function firstCodePoint(bytes: Uint8Array): number {
  let start = 0;
  while (start < 3 && sequenceLength(bytes[start] ?? 0) === 0) start += 1;
  return start;
}

/** How long the code point is that starts with this byte; 0 for a byte that continues one. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\u{feff}") ? text.slice(1) : text;
}
