import type { KeepLimits, RawStream } from "./request.ts";

/** Keeps the start and the end of one stream, and its exact length, in bounded memory. */
export interface Keeper {
  readonly add: (chunk: Buffer) => void;
  readonly take: () => RawStream;
}

/** With null limits the stream is only counted. */
export function createKeeper(limits: KeepLimits | null): Keeper {
  return limits === null ? createCounter() : createContentKeeper(limits);
}

function createCounter(): Keeper {
  let bytes = 0;
  return {
    add: (chunk) => {
      bytes += chunk.length;
    },
    take: () => ({ kind: "counted", bytes, reason: "not-captured" }),
  };
}

function createContentKeeper(limits: KeepLimits): Keeper {
  const headRoom = limits.headBytes + limits.marginBytes;
  const ring = createRing(limits.tailBytes + limits.marginBytes);
  let head = Buffer.alloc(0);
  let bytes = 0;
  let binary = false;

  return {
    add: (chunk) => {
      bytes += chunk.length;
      if (binary) return;
      const room = headRoom - head.length;
      if (room > 0) {
        const taken = chunk.subarray(0, room);
        // What is binary stays binary: looking at its start is enough to stop copying it.
        binary = taken.includes(0);
        head = Buffer.concat([head, taken]);
      }
      if (!binary && chunk.length > room) ring.add(room > 0 ? chunk.subarray(room) : chunk);
    },
    take: () => {
      const tail = ring.take();
      if (binary || tail.includes(0)) return { kind: "counted", bytes, reason: "binary" };
      return { kind: "bytes", bytes, head, tail };
    },
  };
}

/** The last `size` bytes of what was added; allocated when the first byte comes. */
function createRing(size: number): { add: (chunk: Buffer) => void; take: () => Buffer } {
  let room: Buffer | null = null;
  let end = 0;
  let full = false;
  return {
    add: (chunk) => {
      if (size === 0) return;
      room ??= Buffer.allocUnsafeSlow(size);
      const last = chunk.length > size ? chunk.subarray(chunk.length - size) : chunk;
      const first = Math.min(last.length, size - end);
      last.copy(room, end, 0, first);
      last.copy(room, 0, first);
      full ||= end + last.length >= size;
      end = (end + last.length) % size;
    },
    take: () => {
      if (room === null) return Buffer.alloc(0);
      return full
        ? Buffer.concat([room.subarray(end), room.subarray(0, end)])
        : room.subarray(0, end);
    },
  };
}
