/** What a person typed, on one line and harmless for a terminal. */
export function quote(text: string): string {
  const shown = quotePath(text);
  return shown.length > 80 ? `${shown.slice(0, 76)}…"` : shown;
}

/** The same uncut: a file that is named has to be found by its name. */
export function quotePath(path: string): string {
  return JSON.stringify(path).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/gu,
    "?",
  );
}
