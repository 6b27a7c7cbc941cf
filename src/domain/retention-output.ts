import type { CapturedStream } from "./run.ts";

/** Both streams of a run, as far as their content goes. */
export interface Streams {
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
}

/** So many bytes of text stay of a healthy run once it is no longer news. */
export const healthyOutput = 4_096;

/**
 * The same streams with at most so many bytes of text in all, the end of each rather than its
 * beginning; null where they are no longer than that.
 */
export function cutOutput(streams: Streams, most: number): Streams | null {
  const stdout = sizeOf(streams.stdout);
  const stderr = sizeOf(streams.stderr);
  if (stdout + stderr <= most) return null;
  // What one stream does not need, the other may have.
  const half = Math.floor(most / 2);
  const forStderr = Math.min(stderr, Math.max(half, most - stdout));
  return {
    stdout: cutStream(streams.stdout, most - forStderr),
    stderr: cutStream(streams.stderr, forStderr),
  };
}

function cutStream(stream: CapturedStream, most: number): CapturedStream {
  if (stream.kind !== "text" || sizeOf(stream) <= most) return stream;
  const { head, tail } = stream;
  const first = firstBytes(head, Math.floor(most / 4));
  const last = lastBytes(tail === "" ? head.slice(first.length) : tail, most - bytesOf(first));
  return { ...stream, head: first, tail: last, truncated: true };
}

function sizeOf(stream: CapturedStream): number {
  return stream.kind === "text" ? bytesOf(stream.head) + bytesOf(stream.tail) : 0;
}

const encoder = new TextEncoder();

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** As many whole characters as fit. */
function firstBytes(text: string, most: number): string {
  const { read } = encoder.encodeInto(text, new Uint8Array(most));
  return text.slice(0, read);
}

function lastBytes(text: string, most: number): string {
  const bytes = encoder.encode(text);
  let from = Math.max(0, bytes.length - most);
  // Not into the middle of a character.
  while (from < bytes.length && ((bytes[from] ?? 0) & 0xc0) === 0x80) from += 1;
  return new TextDecoder().decode(bytes.subarray(from));
}
