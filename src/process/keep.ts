import type { KeepLimits, RawStream } from "./request.ts";

/** Keeps the start and the end of one stream, and its exact length, in bounded memory. */
export interface Keeper {
  /** Where the next bytes of the stream are to be read into, so that keeping them takes no copy. */
  readonly room: () => Buffer;
  /** So many bytes were read into the room: they are returned, and stay as they are until the next call. */
  readonly add: (length: number) => Buffer;
  readonly take: () => RawStream;
}

/** A pipe of Linux holds so much: more than this one read never brings. */
const chunkBytes = 65_536;

/** Where less than this is left before the end of the ring, the next read begins at its start. */
const leastRoom = 16_384;

/** With null limits the stream is only counted. */
export function createKeeper(limits: KeepLimits | null): Keeper {
  return limits === null ? createCounter() : createContentKeeper(limits);
}

function createCounter(): Keeper {
  const room = Buffer.allocUnsafeSlow(chunkBytes);
  let bytes = 0;
  return {
    room: () => room,
    add: (length) => {
      bytes += length;
      return room.subarray(0, length);
    },
    take: () => ({ kind: "counted", bytes, reason: "not-captured" }),
  };
}

function createContentKeeper(limits: KeepLimits): Keeper {
  const headRoom = limits.headBytes + limits.marginBytes;
  const tailRoom = limits.tailBytes + limits.marginBytes;
  const ring = createRing(tailRoom);
  let head = Buffer.alloc(0);
  let bytes = 0;
  let binary = false;

  return {
    room: ring.room,
    add: (length) => {
      const chunk = ring.add(length);
      bytes += length;
      const room = headRoom - head.length;
      if (binary || room <= 0) return chunk;
      const taken = chunk.subarray(0, room);
      // What is binary stays binary: its start tells.
      binary = taken.includes(0);
      head = Buffer.concat([head, taken]);
      return chunk;
    },
    take: () => {
      const tail = binary ? head : ring.last(Math.min(tailRoom, bytes - head.length));
      if (binary || tail.includes(0)) return { kind: "counted", bytes, reason: "binary" };
      return { kind: "bytes", bytes, head, tail };
    },
  };
}

/** Memory that is read into from its start to its end, again and again: the last `size` bytes stay. */
function createRing(size: number) {
  const memory = Buffer.allocUnsafeSlow(size + leastRoom + chunkBytes);
  let end = 0;
  /** Where the bytes of the round before end. */
  let top = 0;

  return {
    room: () => {
      if (memory.length - end < leastRoom) {
        top = end;
        end = 0;
      }
      return memory.subarray(end, end + chunkBytes);
    },
    add: (length: number) => {
      const chunk = memory.subarray(end, end + length);
      end += length;
      return chunk;
    },
    /** A copy of the last `count` bytes; at most `size`, and at most as many as were added. */
    last: (count: number) => {
      const late = memory.subarray(Math.max(0, end - count), end);
      return Buffer.concat([memory.subarray(top - (count - late.length), top), late]);
    },
  };
}
