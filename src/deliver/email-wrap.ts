import { displayWidth } from "../text/width.ts";

/**
 * Breaks words into lines of at most `width` terminal columns; the first line begins with `first`, the
 * others with `rest`. Links, and words that a person may want to copy, stay whole, however long.
 */
export function wrapWords(text: string, width: number, first = "", rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let isFresh = true;
  for (const word of text.split(" ").flatMap((part) => pieces(part, width - displayWidth(rest)))) {
    if (!isFresh && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line.trimEnd());
      line = rest + word;
    } else {
      line += isFresh ? word : ` ${word}`;
    }
    isFresh = false;
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Text without spaces, as Japanese is written, may break anywhere. */
function pieces(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width || /:\/\//u.test(word)) return [word];
  if (word.length <= longestWord && /^[!-~]+$/u.test(word)) return [word];
  const found: string[] = [];
  let piece = "";
  let used = 0;
  for (const { segment } of segmenter.segment(word)) {
    const wide = displayWidth(segment);
    if (piece !== "" && used + wide > width) {
      found.push(piece);
      piece = "";
      used = 0;
    }
    piece += segment;
    used += wide;
  }
  return [...found, piece];
}

const longestWord = 200;

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
