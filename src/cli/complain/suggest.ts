/** The known word nearest to a misspelt one, if it is near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const allowed = Math.max(1, Math.floor(word.replace(/^-+/u, "").length / 3));
  let best: string | undefined;
  let least = allowed + 1;
  for (const candidate of known) {
    const distance = editDistance(word, candidate, least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Edits that turn one word into the other, a swap of neighbours counting once; gives up at `limit`. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (previous[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (previous[column - 1] ?? limit) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped && row > 1 && column > 1)
        cost = Math.min(cost, (before[column - 2] ?? limit) + 1);
      current.push(cost);
    }
    [before, previous] = [previous, current];
  }
  return previous[to.length] ?? limit;
}
