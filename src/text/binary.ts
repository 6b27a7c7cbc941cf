/**
 * Whether a stream's beginning is data rather than text: a NUL byte, or more than a tenth of it is
 * control characters or no UTF-8. Latin-1 text and coloured output are text.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  const looked = bytes.subarray(0, 8_192);
  if (looked.includes(0)) return true;
  let odd = 0;
  for (let at = 0; at < looked.length;) {
    const length = textLength(looked, at);
    if (length === 0) odd += 1;
    at += length || 1;
  }
  return odd > 8 && odd * 10 > looked.length;
}

/** The length of the text character that starts here; 0 where there is none. */
function textLength(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte < 0x80) return byte >= 0x20 ? (byte === 0x7f ? 0 : 1) : isTextControl(byte) ? 1 : 0;
  const length = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
  if (length === 0) return 0;
  // A character that the end of what is looked at cuts is no sign of anything.
  const end = Math.min(at + length, bytes.length);
  for (let next = at + 1; next < end; next += 1) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Backspace, tab, line feed, vertical tab, form feed, carriage return, and ESC. */
function isTextControl(byte: number): boolean {
  return (byte >= 0x07 && byte <= 0x0d) || byte === 0x1b;
}
