import { constants, fstatSync, openSync, writeSync } from "node:fs";

/**
 * Writes lines to stderr in a way that can neither end nor hold up a watcher: where nobody reads, or
 * reads too slowly, lines are left out, and how many is said when there is room again.
 */
export function createLineWriter(): (line: string) => void {
  const descriptor = ownDescription();
  let lost = 0;

  function put(text: string): boolean {
    try {
      writeSync(descriptor, text);
      return true;
    } catch {
      return false;
    }
  }

  return (line) => {
    if (lost > 0 && put(`luota: ${lost} lines of this log were left out\n`)) lost = 0;
    if (lost > 0 || !put(line)) lost += 1;
  };
}

/** One that does not wait. A file never does, and its position is shared; a socket can't be opened again. */
function ownDescription(): number {
  try {
    if (fstatSync(2).isFile()) return 2;
    return openSync(
      "/proc/self/fd/2",
      constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY,
    );
  } catch {
    return 2;
  }
}
