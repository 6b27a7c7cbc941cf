/** The beginning and the end of what a program prints, within a bound. */
export interface KeptText {
  readonly push: (piece: Uint8Array) => void;
  readonly text: () => string;
  readonly whole: () => boolean;
}

/** Keeps up to `half` bytes of each side. */
export function keepText(half: number): KeptText {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let length = 0;
  return {
    push: (piece) => {
      length += piece.length;
      const room = Math.max(0, half - head.length);
      if (room > 0) head = Buffer.concat([head, piece.subarray(0, room)]);
      const rest = piece.subarray(room);
      if (rest.length === 0) return;
      const joined = Buffer.concat([tail, rest.subarray(Math.max(0, rest.length - half))]);
      tail = joined.subarray(Math.max(0, joined.length - half));
    },
    text: () => {
      const isWhole = length <= head.length + tail.length;
      const decoder = new TextDecoder();
      if (isWhole) return decoder.decode(Buffer.concat([head, tail]));
      return `${decoder.decode(head)}\n${decoder.decode(tail)}`;
    },
    whole: () => length <= head.length + tail.length,
  };
}
