/** How many terminal columns a line takes: wide East Asian characters and emoji take two, marks none. */
export function displayWidth(line: string): number {
  if (narrow.test(line)) return line.length;
  let width = 0;
  for (const { segment } of segmenter.segment(line)) width += segmentWidth(segment);
  return width;
}

/** Lines of only Latin letters, box drawings and tables' own signs need no closer look. */
const narrow = /^[ -~\u00ae-\u02ff\u2013-\u2026\u2500-\u25ef\u2713\u2717]*$/;

/** At most `width` columns of the line; where it is longer, `ellipsis` is its end. */
export function cutToWidth(line: string, width: number, ellipsis = "…"): string {
  if (displayWidth(line) <= width) return line;
  const room = width - displayWidth(ellipsis);
  if (room < 0) return "";
  let kept = "";
  let used = 0;
  for (const { segment } of segmenter.segment(line)) {
    used += segmentWidth(segment);
    if (used > room) break;
    kept += segment;
  }
  return kept + ellipsis;
}

/** Exactly `width` columns, unless the line is wider; `right` puts numbers at the right edge. */
export function padToWidth(line: string, width: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(line)));
  return align === "left" ? line + space : space + line;
}

/** What a reader takes for one character, so that no accent or family of emoji is cut in two. */
const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

function segmentWidth(segment: string): number {
  const code = segment.codePointAt(0) ?? 0;
  if (/^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u.test(segment)) return 0;
  if (/^\p{Emoji_Presentation}|^\p{Emoji}\u{fe0f}|^\p{Regional_Indicator}/u.test(segment)) return 2;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Unicode's East Asian Width W and F, emoji aside. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];
