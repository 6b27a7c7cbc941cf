/** Whether a name fits one of several patterns; an empty list takes every name. */
export function matchesAnyPattern(patterns: readonly string[], name: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesNamePattern(pattern, name));
}

/**
 * Whether a name fits a pattern in which `*` stands for any run of characters and `?` for one.
 * Walks both once, going back only to the last star, so that no pattern is slow.
 */
export function matchesNamePattern(pattern: string, name: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (at < name.length) {
    const wanted = pattern[place];
    if (wanted === "*") {
      star = place;
      resume = at;
      place += 1;
    } else if (wanted === "?" || wanted === name[at]) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      place = star + 1;
    } else return false;
  }
  return /^\**$/u.test(pattern.slice(place));
}
