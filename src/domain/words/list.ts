/** The first lines of a list, and one that counts the rest. */
export function firstLines(lines: readonly string[], most: number): readonly string[] {
  const rest = lines.length - most;
  return rest <= 0 ? lines : [...lines.slice(0, most), `and ${rest} more`];
}

/** `1 run`, `3 runs`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
