/** The working directory; null where it is gone: whoever stands in a deleted one can still be served. */
export function currentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}
