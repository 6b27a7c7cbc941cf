import type { Span } from "./spans.ts";

/** No private key in text form is longer; beyond it a lone marker is only a word. */
const longestKey = 16_384;

/**
 * Finds PEM, OpenSSH and PGP private keys, also with log prefixes or escaped line ends between the
 * markers. Where one marker is missing, because the text was cut, what looks like key lines goes.
 */
export function privateKeySpans(text: string): Span[] {
  if (!text.includes("PRIVATE KEY")) return [];
  const markers = [
    ...text.matchAll(/-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/gu),
  ];
  const spans: Span[] = [];
  let open: number | null = null;
  for (const [index, marker] of markers.entries()) {
    const start = marker.index;
    const end = start + marker[0].length;
    if (marker[1] === "BEGIN") {
      const next = markers[index + 1]?.index ?? text.length;
      spans.push([start, keyEnd(text, end, Math.min(next, end + longestKey))]);
      open = start;
    } else {
      const begin = open !== null && end - open <= longestKey ? open : null;
      spans.push([begin ?? keyStart(text, start, markers[index - 1]), end]);
      open = null;
    }
  }
  return spans;
}

/** Where the key lines after a BEGIN end. */
function keyEnd(text: string, from: number, limit: number): number {
  const body = /(?:[A-Za-z0-9+/=\s:,-]|\\[nr])*/uy;
  body.lastIndex = from;
  const length = body.exec(text.slice(0, limit))?.[0].trimEnd().length ?? 0;
  return from + length;
}

/** Where the key lines before an END without a BEGIN start: only base64 counts. */
function keyStart(text: string, to: number, marker: RegExpExecArray | undefined): number {
  const floor = Math.max(
    0,
    to - longestKey,
    marker === undefined ? 0 : marker.index + marker[0].length,
  );
  const before = text.slice(floor, to);
  let start = before.length;
  while (start > 0 && isKeyCharacter(before, start - 1)) start -= 1;
  return floor + start;
}

/** Base64, white space, or one half of an escaped line end. */
function isKeyCharacter(text: string, index: number): boolean {
  return /[A-Za-z0-9+/=\s\\]/u.test(text[index] ?? "");
}
