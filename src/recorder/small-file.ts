import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

const usualCap = 65_536;

/**
 * Reads one small file, at most `cap` bytes of it; null where it is absent, unreadable, or no regular
 * file. Never waits: whoever may write in a job's folder could put a pipe or a device there.
 */
export function readSmallFile(path: string, cap = usualCap): string | null {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const facts = fstatSync(descriptor);
    return facts.isFile() ? readUpTo(descriptor, facts.size, cap) : null;
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Files in /proc have a size of 0 and content all the same. */
function readUpTo(descriptor: number, size: number, cap: number): string {
  const content = Buffer.allocUnsafe(size === 0 ? Math.min(cap, usualCap) : Math.min(cap, size));
  let length = 0;
  while (length < content.length) {
    const count = readSync(descriptor, content, length, content.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return content.toString("utf8", 0, length);
}
