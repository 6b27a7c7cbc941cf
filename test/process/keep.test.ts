import { describe, expect, it } from "vitest";
import { createKeeper, type Keeper } from "../../src/process/keep.ts";

const limits = { headBytes: 90, tailBytes: 900, marginBytes: 10 };

function feed(keeper: Keeper, stream: Buffer, sizes: () => number): void {
  for (let at = 0; at < stream.length;) {
    const room = keeper.room();
    const length = Math.min(room.length, sizes(), stream.length - at);
    stream.copy(room, 0, at, at + length);
    const chunk = keeper.add(length);
    expect(chunk.equals(stream.subarray(at, at + length))).toBe(true);
    at += length;
  }
}

/** Text without a NUL that says where it is. */
function streamOf(bytes: number): Buffer {
  const stream = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 1) stream[at] = 1 + ((at * 7919 + (at >> 8)) % 255);
  return stream;
}

describe("what is kept of a stream", () => {
  const rows: [string, number, number][] = [
    ["nothing", 0, 1],
    ["less than the head", 60, 7],
    ["exactly the head", 100, 100],
    ["head and a part of the tail", 500, 33],
    ["head and tail without a gap", 1_010, 64],
    ["one byte more than both", 1_011, 64],
    ["many rounds of the ring in whole pipes", 1_000_000, 65_536],
    ["many rounds of the ring in odd reads", 1_000_000, 4_099],
    ["single bytes", 90_000, 1],
  ];
  it.each(rows)("%s: %i bytes in reads of %i", (_, bytes, size) => {
    const stream = streamOf(bytes);
    const keeper = createKeeper(limits);
    feed(keeper, stream, () => size);
    const rest = stream.subarray(100);
    expect(keeper.take()).toEqual({
      kind: "bytes",
      bytes,
      head: stream.subarray(0, 100),
      tail: rest.subarray(Math.max(0, rest.length - 910)),
    });
  });

  it("is the same however the reads fall", () => {
    const stream = streamOf(700_001);
    let seed = 42;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return 1 + (seed % 70_000);
    };
    for (let round = 0; round < 20; round += 1) {
      const keeper = createKeeper(limits);
      feed(keeper, stream, random);
      const kept = keeper.take();
      expect(kept.kind === "bytes" && kept.tail.equals(stream.subarray(-910))).toBe(true);
    }
  });

  it("is a count alone where a NUL stands in the head", () => {
    const keeper = createKeeper(limits);
    feed(keeper, Buffer.concat([Buffer.from("PK\0\x03"), streamOf(5_000)]), () => 512);
    expect(keeper.take()).toEqual({ kind: "counted", bytes: 5_004, reason: "binary" });
  });

  it("is a count alone where a NUL stands in the tail", () => {
    const keeper = createKeeper(limits);
    feed(keeper, Buffer.concat([streamOf(5_000), Buffer.from("\0")]), () => 512);
    expect(keeper.take()).toEqual({ kind: "counted", bytes: 5_001, reason: "binary" });
  });

  it("is a count alone where nothing is to be captured", () => {
    const keeper = createKeeper(null);
    feed(keeper, streamOf(200_000), () => 65_536);
    expect(keeper.take()).toEqual({ kind: "counted", bytes: 200_000, reason: "not-captured" });
  });
});
