/**
 * Text of several lines made harmless for a terminal. Line feeds and tabs stay, a carriage return
 * starts a new line (nothing printed is overwritten), colours are dropped, and every other control,
 * direction or invisible mark is shown by its code: `\x1b`, `\u{202e}`.
 */
export function neutraliseLines(text: string): string {
  const lines = withoutColours(text).replace(/\r+\n|\r/gu, "\n");
  return lines.replace(suspect, (mark, ...rest) =>
    mark === "\n" || mark === "\t" ? mark : showMark(mark, rest),
  );
}

/** The same for a table cell or a heading: one line, whatever it holds. */
export function neutraliseLine(text: string): string {
  return withoutColours(text).replace(suspect, (mark, ...rest) =>
    mark === "\t" ? " " : showMark(mark, rest),
  );
}

/** Colours and "erase the rest of the line", as compilers and grep print them. */
function withoutColours(text: string): string {
  return text.replace(colour, "");
}

const colour = new RegExp(String.raw`\x1b\[(?:[0-9;:]{0,32}m|[0-2]?K)`, "gu");

/**
 * Controls (C0, C1), line and paragraph separators, lone surrogates, and all that shows nothing but
 * changes what is seen: direction marks, zero-width marks, fillers, tags. Arabic number signs, which
 * are format characters but visible, stay.
 */
const suspect =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u{600}-\u{605}\u{6dd}\u{70f}\u{890}\u{891}\u{8e2}\u{110bd}\u{110cd}]|\u{fe0e}|\u{fe0f})[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };

function showMark(mark: string, rest: readonly unknown[]): string {
  if (isJoiner(mark) && joins(rest)) return mark;
  const code = mark.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return "\u{fffd}";
  const known = escapes[mark];
  if (known !== undefined) return known;
  const hex = code.toString(16);
  return code < 0x80 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
}

function isJoiner(mark: string): boolean {
  return mark === "\u{200c}" || mark === "\u{200d}";
}

/** Joiners belong inside emoji and inside words of Persian or Indic scripts; anywhere else they hide. */
function joins([offset, text]: readonly unknown[]): boolean {
  if (typeof offset !== "number" || typeof text !== "string") return false;
  const before = text.slice(Math.max(0, offset - 2), offset);
  const after = text.slice(offset + 1, offset + 3);
  const inEmoji =
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]$/u.test(before) &&
    /^\p{Extended_Pictographic}/u.test(after);
  return inEmoji || (joinedScript.test(before) && joinedScript.test(after));
}

const joinedScript =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]/u;
