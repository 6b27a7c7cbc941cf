import type { Writable } from "node:stream";

/** How much of a pending write the system has not taken yet: a part of it may be out already. */
export function unwritten(stream: Writable | null, pending: number): number {
  const queued = handleOf(stream)?.writeQueueSize;
  return typeof queued === "number" ? Math.min(queued, pending) : pending;
}

/**
 * The descriptor under a stream that is about to be left, made blocking for the process that gets it
 * next; null where it can't be had.
 */
export function surrender(stream: Writable): number | null {
  const handle = handleOf(stream);
  if (typeof handle?.fd !== "number" || handle.fd < 0) return null;
  return handle.setBlocking?.(true) === 0 ? handle.fd : null;
}

interface Handle {
  readonly writeQueueSize?: unknown;
  readonly fd?: unknown;
  readonly setBlocking?: (blocking: boolean) => unknown;
}

/** Node's own object for a descriptor: only it knows these. */
function handleOf(stream: Writable | null): Handle | null {
  const handle: unknown = stream === null ? null : Reflect.get(stream, "_handle");
  return typeof handle === "object" && handle !== null ? handle : null;
}
